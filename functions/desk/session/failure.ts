/**
 * What went wrong, as far as the person can do something about it; the words of `desk.json` say what. `signed_out`: they sign
 * in again, and what they typed stays where it is. `no_group`, `not_staff`: an administrator has to let them in.
 */
export const failures = [
  'signed_out',
  'sign_in_failed',
  'no_group',
  'not_staff',
  'refused',
  'offline',
  'outage',
] as const
export type FailureCode = (typeof failures)[number]

/** The desk cannot do what was asked of it. The code is for words to the person, the message for whoever looks closer. */
export class DeskFailure extends Error {
  readonly code: FailureCode
  /** Something was to be changed: nothing of it waits to be sent later. */
  readonly isWrite: boolean

  constructor(
    code: FailureCode,
    message: string,
    { isWrite = false, ...options }: ErrorOptions & { isWrite?: boolean } = {},
  ) {
    super(message, options)
    this.name = 'DeskFailure'
    this.code = code
    this.isWrite = isWrite
  }
}

/** Asks, and tells apart that nobody was reached. */
export async function reach(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send()
  } catch (error) {
    // What a caller took back is no outage.
    if (error instanceof Error && error.name === 'AbortError') throw error
    throw new DeskFailure('offline', 'nobody was reached', { cause: error })
  }
}
