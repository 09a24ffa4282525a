import { CfnOutput } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

/** Says at the end of a deployment what people and tools need to know of it. */
export function tell(stack: Construct, outputs: Record<string, [description: string, value: string]>): void {
  for (const [id, [description, value]] of Object.entries(outputs))
    new CfnOutput(stack, id, { description, value })
}

/** The output that names what a stack leaves when it is destroyed. The runbooks count on the order. */
export function retained(names: readonly string[]): { Retained: [description: string, value: string] } {
  return {
    Retained: [
      'cdk destroy leaves these, with all content: remove them by hand, tables and users after their deletion protection',
      names.join(' '),
    ],
  }
}
