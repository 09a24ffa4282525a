import * as z from 'zod'
import { AppError } from '../../domain/errors.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Move } from '../../domain/moving/move.ts'
import { refusal } from '../../domain/rules.ts'
import { moveOptions } from '../../moving-in/move-options.ts'
import { notices as levels, type Notice } from '../../moving-in/notice.ts'
import { placeText, tell, wordsIn } from '../../moving-in/report/words.ts'
import type { MoveFiles } from '../../store/move-files.ts'
import type { MoveProgress, StoredMove } from '../../store/moves.ts'

/** As the report of a run has it, one kind of notice each. */
const kind = z.object({ count: z.int(), first: z.custom<Notice>() })

/** Which files have come whole, by their ids. */
export async function storedIn(files: MoveFiles, { id, files: named }: Move): Promise<Set<string>> {
  const sizes = new Map((await files.list(id, 'files/')).map(({ name, bytes }) => [name, bytes]))
  return new Set(named.filter((file) => sizes.get(`files/${file.id}`) === file.bytes).map((file) => file.id))
}

/** Refuses where a file is still to come. */
export async function requireStored(files: MoveFiles, move: Move): Promise<void> {
  const stored = await storedIn(files, move)
  const waiting = move.files.filter((file) => !stored.has(file.id)).map((file) => file.name)
  if (waiting.length > 0) throw new AppError('conflict', refusal('move_waits', { files: waiting }))
}

export function presentNotice(notice: Notice, locale: Locale) {
  const { file, item } = notice.place
  return {
    ...{ code: notice.code, level: levels[notice.code], file, place: placeText(notice.place, locale) },
    ...(item !== undefined && { item }),
    ...tell(notice, locale, 'desk'),
  }
}

/** A kind of notice is told without what one of them is about. */
const ofMany = ({ reasons: _, ...notice }: Notice): Notice => ({
  ...notice,
  ...(notice.value !== undefined && { value: '…' }),
})

interface Beside {
  stored: ReadonlySet<string>
  progress?: MoveProgress | undefined
  locale: Locale
}

/** A move as the desk shows it. */
export function present({ move, expires }: StoredMove, { stored, progress, locale }: Beside) {
  const {
    isTried,
    isStopping,
    run: _,
    rounds: __,
    repeats: ___,
    notices = [],
    failure,
    options,
    files,
    ...shown
  } = move
  const t = wordsIn(locale)
  return {
    ...shown,
    files: files.map((file) => ({ ...file, stored: stored.has(file.id) })),
    options: moveOptions.parse(options),
    ...{ tried: isTried, stopping: isStopping },
    ...(progress && { progress }),
    byCode: notices.map((each) => {
      const { count, first } = kind.parse(each)
      const { code, level, says, todo } = presentNotice(count > 1 ? ofMany(first) : first, locale)
      return { code, level, count, says, todo }
    }),
    ...(failure && {
      failure: {
        reason: failure,
        ...{ says: t(`moveFailures.${failure}.says`), todo: t(`moveFailures.${failure}.do`) },
      },
    }),
    expiresAt: new Date(expires * 1000).toISOString(),
  }
}
