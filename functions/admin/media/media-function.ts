import { InvokeCommand, type LambdaClient, TooManyRequestsException } from '@aws-sdk/client-lambda'
import { AppError } from '../../domain/errors.ts'
import { type MediaAnswer, type MediaTask, mediaAnswer } from '../../domain/library/task.ts'
import { refusal } from '../../domain/rules.ts'

/** The function that reads files. It knows neither who asks nor what is written, so hostile bytes find nothing there. */
export type AskMedia = (task: MediaTask) => Promise<Exclude<MediaAnswer, { outcome: 'scanning' }>>

/** Milliseconds: large pictures take their time, and the API gives up after 30 seconds. Asked once: it is no small work. */
export const mediaPatience = {
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 1_000, socketTimeout: 27_000 },
}

export function createMediaFunction(client: Pick<LambdaClient, 'send'>, name: string): AskMedia {
  return async function ask(task) {
    const payload = Buffer.from(JSON.stringify(task))
    const invoke = new InvokeCommand({ FunctionName: name, Payload: payload })
    const { FunctionError, Payload } = await client.send(invoke).catch((cause: unknown) => {
      if (!(cause instanceof TooManyRequestsException)) throw cause
      throw new AppError('unavailable', refusal('files_busy'), { cause })
    })
    const text = Buffer.from(Payload ?? []).toString('utf8')
    // A large picture on a busy day: whoever asks again may have more luck, and nothing was written.
    if (FunctionError && /timed out/u.test(text)) throw new AppError('unavailable', refusal('file_too_slow'))
    if (FunctionError) throw new Error(`the media function failed: ${text.slice(0, 500)}`)
    const answer = mediaAnswer.parse(JSON.parse(text))
    if (answer.outcome === 'scanning') throw new AppError('unavailable', refusal('file_being_scanned'))
    return answer
  }
}
