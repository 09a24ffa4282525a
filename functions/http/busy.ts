/** Names of the errors by which DynamoDB says: not now. */
const names = [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TimeoutError',
  // A transaction on the same items that does not end.
  'TransactionConflictException',
  'TransactionCanceledException',
]

/** Whether a table was asked for more than it may be asked in a second, or could not answer in time. */
export function isBusy(error: unknown): error is Error {
  return error instanceof Error && names.includes(error.name)
}

/** Whether nobody knows if a table has done what it was asked: it gave no answer, or said that it has a fault. */
export function mayBeDone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isCutOff = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')
  return isCutOff || error.name === 'TimeoutError' || error.name === 'InternalServerError'
}
