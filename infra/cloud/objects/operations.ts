import type { Call } from './call.ts'
import { LIST_PARAMS, listObjects } from './list.ts'
import { getObject, OVERRIDE_PARAMS } from './read.ts'
import { S3Error } from './s3-error.ts'
import { getTagging } from './tagging.ts'
import { deleteObject, putObject } from './write.ts'

interface Operation {
  method: string
  /** The parameter that names the operation, where method and path do not. */
  named?: string
  params?: readonly string[]
  /** @default an object */
  of?: 'bucket'
  run: (call: Call) => Promise<void>
}

const OPERATIONS: readonly Operation[] = [
  { method: 'GET', params: OVERRIDE_PARAMS, run: getObject },
  { method: 'HEAD', params: OVERRIDE_PARAMS, run: getObject },
  { method: 'GET', named: 'tagging', run: getTagging },
  { method: 'PUT', run: putObject },
  { method: 'DELETE', run: deleteObject },
  { method: 'GET', named: 'list-type', params: LIST_PARAMS, of: 'bucket', run: listObjects },
]

/** Every parameter must be one that the operation knows: `PUT /bucket/key?acl` is not the upload of an object. */
export function operationFor({ req, key, params }: Call): Operation['run'] {
  // It only repeats the name of the operation.
  const names = [...params.keys()].filter((name) => name !== 'x-id')
  const operation = OPERATIONS.find(
    ({ method, named, params: known = [], of }) =>
      method === req.method &&
      (key === '') === (of === 'bucket') &&
      (named === undefined || names.includes(named)) &&
      names.every((name) => name === named || known.includes(name)),
  )
  if (!operation) throw new S3Error('NotImplemented', 'This operation is not implemented')
  return operation.run
}
