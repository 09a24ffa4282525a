import { AppError, requireFound } from '../../domain/errors.ts'
import type { Media } from '../../domain/library/library.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import type { Revision } from '../../domain/revision.ts'
import { refusal } from '../../domain/rules.ts'
import { revisionTag } from '../../store/entity-tag.ts'
import type { Newsroom } from '../../store/newsroom.ts'
import { presentRevision } from '../present.ts'

/** The file that a request names. */
export async function requireFile({ media }: Pick<Newsroom, 'media'>, id: string): Promise<Revision<Media>> {
  const revision = await media.latest(id)
  requireFound(revision, 'file', id)
  return revision
}

/** Contributors change what they uploaded themselves; editors change every file. */
export function requireTheirs(member: Member, { createdBy, id }: Media): void {
  if (isPermitted(member, 'curate') || createdBy === member.id) return
  throw new AppError('forbidden', refusal('others_file', { id }))
}

/** A file as the API answers it: nothing of where its bytes wait. */
export function present(revision: Revision<Media>) {
  const { upload: _, original, ...shown } = revision.state
  return {
    media: { ...shown, ...(original && { originalBytes: original.bytes }) },
    revision: presentRevision(revision),
  }
}

export const headersOf = (revision: Revision<Media>) => ({ ETag: revisionTag(revision) })
