import { loggedPath } from '../../functions/domain/preview/path.ts'
import type { Refusal } from '../cloud/guard.ts'
import type { Log } from './data-folder.ts'

/** Notes what a port turned away, as the functions note requests: the path without the secret of a preview. */
export function noteRefusals(log: Pick<Log, 'note'>): (refusal: Refusal) => void {
  return ({ method, path, reason }) =>
    log.note({ level: 'warn', message: 'refused', method, path: loggedPath(path), reason })
}
