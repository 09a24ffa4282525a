/** Names of the errors by which DynamoDB says: not now. */
const names = [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'TimeoutError',
]

/** Whether a table was asked for more than it may be asked in a second, or could not answer in time. */
export function isBusy(error: unknown): error is Error {
  return error instanceof Error && names.includes(error.name)
}
