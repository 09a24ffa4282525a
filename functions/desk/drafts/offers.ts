import { isSame } from '../../domain/merge/fields.ts'
import type { Book } from './book.ts'
import { type Fields, type Part, parts } from './content.ts'
import type { DraftApi, ServerCopy } from './draft-api.ts'
import type { LocalCopies, LocalCopy } from './local-copies.ts'
import { type Save, write } from './part-draft.ts'

/** What somebody typed before and did not save: newer than the revision that is shown. */
export interface Offer {
  part: Part
  /** At this computer, or at another one (the server has it). */
  from: 'here' | 'there'
  device: string | undefined
  at: string
  content: Fields
  /** The revision that is shown instead. */
  shown: Fields
  /** Somebody else has changed the part since: it will be merged. */
  isBehind: boolean
}

interface Found extends Offer {
  key: string
  base: string | null
  copyTag: string | undefined
  unanswered: readonly Save[]
}

interface OffersOptions {
  id: string
  book: Book
  api: DraftApi
  local: LocalCopies
}

/** Copies that are newer than what was saved. Nothing is put in place of anything before somebody has seen both. */
export function createOffers({ id, book, api, local }: OffersOptions) {
  let offers: Found[] = []

  const asLocal = ({ key, part, base, content, at }: Found): LocalCopy => ({
    key,
    article: id,
    part,
    base,
    content,
    at,
  })

  function found(part: Part, here: LocalCopy | undefined, there: ServerCopy | undefined): Found[] {
    const { fields: shown = {}, tag = null } = book.of(part)
    // A copy may arrive at the server long after it was typed.
    const typedAt = (copy: LocalCopy | ServerCopy) => ('typedAt' in copy && copy.typedAt) || copy.at
    const common = (copy: LocalCopy | ServerCopy) => ({
      ...{ part, at: typedAt(copy), base: copy.base, content: copy.content, shown },
      isBehind: copy.base !== tag,
      copyTag: there?.etag,
    })
    return [
      ...(here
        ? [
            {
              ...{ ...common(here), from: 'here' as const, device: undefined, key: here.key },
              unanswered: here.unanswered ?? [],
            },
          ]
        : []),
      ...(there
        ? [
            {
              ...{ ...common(there), from: 'there' as const, device: there.device },
              ...{ key: crypto.randomUUID(), unanswered: [] },
            },
          ]
        : []),
    ]
  }

  /** Of two copies the newer one counts; the other stays among the older ones of this computer. */
  async function newest(part: Part, here: LocalCopy[], there: ServerCopy[]): Promise<Found[]> {
    const mine = here.find((each) => each.part === part)
    const all = found(
      part,
      mine,
      there.find((each) => each.part === part),
    )
    const isSaved = mine !== undefined && isSame(mine.content, book.of(part).fields ?? {})
    // What was sent as a copy before the last save from here is behind it.
    const isBehindSave = ({ from, at }: Found) => from === 'there' && isSaved && at < mine.at
    const unsaved = all.filter((each) => !isSame(each.content, each.shown) && !isBehindSave(each))
    const theirs = all.find(({ from }) => from === 'there')
    if (theirs && isBehindSave(theirs)) await local.keepAside(asLocal(theirs))
    if (theirs?.copyTag && !unsaved.includes(theirs))
      void api.drop(id, part, theirs.copyTag).catch(() => undefined)
    if (mine && isSaved) await local.end(mine, 'saved')
    const [first, second] = unsaved.toSorted((a, b) => (a.at < b.at ? 1 : -1))
    if (!first || !second) return unsaved
    // The copy that this computer sent is no other one.
    if (isSame(first.content, second.content)) return unsaved.filter(({ from }) => from === 'here')
    await local.keepAside(asLocal(second))
    return [first]
  }

  /** Goes on from a copy, as if it had just been typed. */
  function adopt({ part, content, base, at, key, from, copyTag, unanswered }: Found): void {
    const draft = book.of(part)
    const isCurrent = (draft.tag ?? null) === base
    book.replace(part, content)
    write(draft, content)
    draft.key = key
    draft.unanswered = unanswered
    draft.typedAt = at
    Object.assign(draft, { isKeptHere: from === 'here', isKeptThere: from === 'there', copyTag })
    // What it began with is read when it has to be merged.
    if (!isCurrent) Object.assign(draft, { tag: base ?? undefined, server: undefined, sent: undefined })
  }

  const take = (part: Part): Found | undefined => {
    const offer = offers.find((each) => each.part === part)
    offers = offers.filter((each) => each !== offer)
    return offer
  }

  /** What is written in a part and not saved stays among the older copies. */
  async function putAside(part: Part): Promise<void> {
    const { fields, sent, key, tag } = book.of(part)
    if (!fields || isSame(fields, sent)) return
    const at = new Date().toISOString()
    await local.keepAside({ key, article: id, part, base: tag ?? null, content: fields, at })
  }

  return {
    get open(): readonly Offer[] {
      return offers
    },

    /** Looks for copies; `goOn`: without a question, because nothing else is there to be shown. */
    async look(here: LocalCopy[], there: ServerCopy[], goOn: boolean): Promise<void> {
      const all = await Promise.all(parts.map((part) => newest(part, here, there)))
      if (goOn) for (const offer of all.flat()) adopt(offer)
      else offers = all.flat()
    },

    /** Somebody types without having answered: the copy gives way to it, and stays among the older ones. */
    async giveWay(part: Part): Promise<void> {
      const offer = offers.find((each) => each.part === part)
      if (offer) await local.keepAside(asLocal(offer))
    },

    putAside,

    async accept(part: Part): Promise<void> {
      const offer = take(part)
      if (!offer) return
      await putAside(part)
      adopt(offer)
    },

    /** It stays among the older ones of this computer, for 30 days. */
    async discard(part: Part): Promise<void> {
      const offer = take(part)
      if (!offer) return
      if (offer.from === 'there') await local.keepAside({ ...asLocal(offer), end: 'discarded' })
      const here = (await local.unsaved(id)).find((each) => each.part === part)
      if (here && here.key !== book.of(part).key) await local.end(here, 'discarded')
      if (offer.copyTag) await api.drop(id, part, offer.copyTag).catch(() => undefined)
    },
  }
}

export type Offers = ReturnType<typeof createOffers>
