const STATUS = {
  AccessDenied: 403,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  InternalError: 500,
  InvalidArgument: 400,
  InvalidDigest: 400,
  InvalidPolicyDocument: 400,
  InvalidRange: 416,
  KeyTooLongError: 400,
  MalformedPOSTRequest: 400,
  MetadataTooLarge: 400,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
} as const

export type S3ErrorCode = keyof typeof STATUS

/** A refusal in S3's own words: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export class S3Error extends Error {
  readonly code: S3ErrorCode
  readonly status: number

  constructor(code: S3ErrorCode, message: string) {
    super(message)
    this.code = code
    this.status = STATUS[code]
  }
}

/** One answer for every failed authentication: a caller learns nothing about what was wrong. */
export const accessDenied = () => new S3Error('AccessDenied', 'Access Denied')

export const noSuchKey = () => new S3Error('NoSuchKey', 'The specified key does not exist.')

export const noSuchBucket = () => new S3Error('NoSuchBucket', 'The specified bucket does not exist')
