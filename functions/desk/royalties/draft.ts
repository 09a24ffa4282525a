import type { Contribution, Work } from '../../domain/royalty/calculation.ts'
import type { RoyaltyInput } from '../../domain/royalty/royalty.ts'
import type { OriginalGenre } from '../../domain/royalty/scheme.ts'

/** A royalty while it is being written: numbers that are none yet, and people who are not chosen. */
export interface Draft {
  works: DraftWork[]
  /** In tenths, in steps of five. */
  pages: number | undefined
  photos: number | undefined
  incentiveBasisPoints: number | undefined
  contributions: DraftShare[]
  note: string
  rest: Pick<RoyaltyInput, 'article' | 'locale' | 'scheme' | 'corrects'>
}

export interface DraftWork {
  genre: Work['genre']
  coefficientTenths: number | undefined
  translatedFrom?: { genre: OriginalGenre; basisPoints: number | undefined }
}

export interface DraftShare {
  /** That tells it from the next. */
  key: number
  payee: string | undefined
  role: Contribution['role']
  shareBasisPoints: number | undefined
}

let shares = 0
export const newShare = (share: Omit<DraftShare, 'key'>): DraftShare => {
  shares += 1
  return { key: shares, ...share }
}

export function draftOf(input: RoyaltyInput): Draft {
  const { works, pages, photos, incentiveBasisPoints, contributions, note, ...rest } = input
  const { article, locale, scheme, corrects } = rest
  return {
    works: works.map(({ translatedFrom, ...work }) => ({
      ...work,
      ...(translatedFrom && { translatedFrom }),
    })),
    pages: Math.round(pages * 10),
    photos,
    incentiveBasisPoints,
    contributions: contributions.map(newShare),
    note: note ?? '',
    rest: { article, locale, ...(scheme && { scheme }), ...(corrects && { corrects }) },
  }
}

/** What is sent; undefined while a number is none, or nobody is chosen for a share. */
export function inputOf({ rest, note, ...draft }: Draft): RoyaltyInput | undefined {
  const { pages, photos, incentiveBasisPoints } = draft
  if (pages === undefined || photos === undefined || incentiveBasisPoints === undefined) return undefined
  const works = draft.works.flatMap(({ genre, coefficientTenths, translatedFrom }): Work[] => {
    if (coefficientTenths === undefined) return []
    if (!translatedFrom) return [{ genre, coefficientTenths }]
    const { basisPoints } = translatedFrom
    return basisPoints === undefined
      ? []
      : [{ genre, coefficientTenths, translatedFrom: { genre: translatedFrom.genre, basisPoints } }]
  })
  const contributions = draft.contributions.flatMap(({ payee, role, shareBasisPoints }): Contribution[] =>
    payee === undefined || shareBasisPoints === undefined ? [] : [{ payee, role, shareBasisPoints }],
  )
  if (works.length < draft.works.length || contributions.length < draft.contributions.length) return undefined
  return {
    ...rest,
    works,
    pages: pages / 10,
    photos,
    incentiveBasisPoints,
    contributions,
    ...(note.trim() && { note: note.trim() }),
  }
}

const isCreator = ({ role }: DraftShare) => role !== 'editor' && role !== 'approver'

/** What the shares come to, of the royalty and of the remuneration. */
export function sharesOf({ contributions }: Draft) {
  const sum = (group: DraftShare[]) => group.reduce((all, each) => all + (each.shareBasisPoints ?? 0), 0)
  const creators = contributions.filter(isCreator)
  const staff = contributions.filter((each) => !isCreator(each))
  return {
    creators: sum(creators),
    staff: staff.length > 0 ? sum(staff) : undefined,
  }
}
