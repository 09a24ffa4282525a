import type { Call } from './call.ts'
import { LIST_PARAMS, listObjects } from './list.ts'
import { getObject, OVERRIDE_PARAMS } from './read.ts'
import { S3Error } from './s3-error.ts'
import { getTagging } from './tagging.ts'
import { deleteObject, deleteObjects, putObject } from './write.ts'

interface Operation {
  method: string
  on: 'bucket' | 'object'
  /** The parameter that names the operation, where method and path do not. */
  named?: string
  params?: readonly string[]
  run: (call: Call) => Promise<void>
}

const headBucket: Operation['run'] = async ({ res }) => void res.writeHead(200).end()

const OPERATIONS: readonly Operation[] = [
  { method: 'GET', on: 'object', params: OVERRIDE_PARAMS, run: getObject },
  { method: 'HEAD', on: 'object', params: OVERRIDE_PARAMS, run: getObject },
  { method: 'GET', on: 'object', named: 'tagging', run: getTagging },
  { method: 'PUT', on: 'object', run: putObject },
  { method: 'DELETE', on: 'object', run: deleteObject },
  { method: 'GET', on: 'bucket', named: 'list-type', params: LIST_PARAMS, run: listObjects },
  { method: 'POST', on: 'bucket', named: 'delete', run: deleteObjects },
  { method: 'HEAD', on: 'bucket', run: headBucket },
]

/** Every parameter must be one that the operation knows: `PUT /bucket/key?acl` is not the upload of an object. */
export function operationFor({ req, key, params }: Call): Operation['run'] {
  // x-id only repeats the name of the operation; X-Amz-* are the signature and headers of a presigned address.
  const names = [...params.keys()].filter((name) => name !== 'x-id' && !/^x-amz-/i.test(name))
  const operation = OPERATIONS.find(
    ({ method, on, named, params: known = [] }) =>
      method === req.method &&
      on === (key === '' ? 'bucket' : 'object') &&
      (named === undefined || names.includes(named)) &&
      names.every((name) => name === named || known.includes(name)),
  )
  if (!operation) throw new S3Error('NotImplemented', 'This operation is not implemented')
  return operation.run
}
