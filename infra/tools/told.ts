import { StartFailure } from '../cloud/failure.ts'

const signIn =
  'sign in (aws sso login, aws configure), or name what you have signed in by (AWS_PROFILE): commands on AWS take the credentials and the region of the environment'

/** Names of what AWS, or its SDK before anything is asked, has against who asks. */
const strangers =
  /^(?:CredentialsProviderError|TokenProviderError|Expired\w*|\w*InvalidClientToken\w*|UnrecognizedClientException|InvalidSignatureException|SignatureDoesNotMatch)$/u

/** Of an answer of AWS: the service has refused. */
const isOfAws = (error: Error) => '$metadata' in error

/** One line where somebody can do something about it; else what a developer needs. */
export function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  // A wrong option, a file or a host that is not there, told by Node itself.
  if (error instanceof StartFailure || ('code' in error && !isOfAws(error))) return error.message
  if (/^Region (?:is missing|not accepted)/u.test(error.message))
    return 'which region? export AWS_REGION=ap-southeast-1, or that of your stack'
  if (strangers.test(error.name)) return `AWS does not know who asks (${error.message}): ${signIn}`
  if (isOfAws(error)) return `AWS refuses it: ${error.name}: ${error.message}`
  return error
}
