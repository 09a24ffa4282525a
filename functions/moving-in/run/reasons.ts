import { fromLine } from '../../domain/rules.ts'
import { type Problem, Refused } from '../admin-client.ts'
import type { Reason } from '../notice.ts'
import { NotStored } from '../upload-file.ts'

/** It was among the files of the run when they were looked through. */
export class FileGone extends Error {}

interface ReasonTold {
  field?: string | undefined
  message: string
  rule?: string | undefined
  params?: Readonly<Record<string, unknown>> | undefined
}

/** A reason as the newsroom tells it: by its rule where it names one that is known here, so that each report says it itself. */
const reasonIn = ({ field, message, rule = '', params = {} }: ReasonTold): Reason => ({
  ...(field !== undefined && { field }),
  message: fromLine(`${rule} ${JSON.stringify(params)}`) ?? message,
})

export const toldIn = ({ errors, detail, ...named }: Problem): Reason[] =>
  (errors?.length ? errors : [{ ...named, message: detail }]).map(reasonIn)

/** Why something was not taken, for a report in every language. */
export function reasonsOf(error: unknown): Reason[] {
  if (error instanceof Refused) return error.problem ? toldIn(error.problem) : [{ message: error.message }]
  if (error instanceof NotStored) return [{ message: { word: 'notStored' } }]
  if (error instanceof FileGone) return [{ message: { word: 'fileGone' } }]
  return [{ message: { word: 'noAnswer' } }]
}
