import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda'
import { describeError, log } from '../http/log.ts'

/**
 * Wakes the function that moves in, and waits for nothing but that it was told. Where it cannot be told, the scheduler does so
 * within a minute: what is to be done stands in the table.
 */
export function createMoverCall(client: Pick<LambdaClient, 'send'>, name: string) {
  return async function wake(move: string): Promise<void> {
    const payload = Buffer.from(JSON.stringify({ move }))
    await client
      .send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: payload }))
      .catch((error: unknown) => log('warn', 'the mover could not be woken', describeError(error)))
  }
}
