import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

interface ClockProps {
  wakes: Lambda
  /** @example 'publish and withdraw what is due' */
  to: string
  /** @default every minute */
  every?: Duration
}

/** What makes a function run: every minute, as a rule. A tick that could not run is not repeated, for the next one catches up. */
export class Clock extends Construct {
  constructor(scope: Construct, id: string, { wakes, to, every = Duration.minutes(1) }: ClockProps) {
    super(scope, id)
    const once = { retryAttempts: 0, maxEventAge: Duration.seconds(60) }
    wakes.configureAsyncInvoke(once)
    new Rule(this, 'Minute', {
      description: `Bantin: ${to}`,
      schedule: Schedule.rate(every),
      targets: [new LambdaFunction(wakes, once)],
    })
  }
}
