import { useQuery } from '@tanstack/react-query'
import type { Locale } from '../../domain/locale.ts'
import type { Calculation, Contribution } from '../../domain/royalty/calculation.ts'
import type { Warning } from '../../domain/royalty/checks.ts'
import type { Royalty, RoyaltyInput, RoyaltyState } from '../../domain/royalty/royalty.ts'
import type { RoyaltyScheme } from '../../domain/royalty/scheme.ts'
import { useApi } from '../api/context.tsx'

/** What the API answers of money. All of it is kept in this window alone, and nothing of it in the browser. */

export interface PayeeName {
  id: string
  name: string
  kind: 'staff' | 'outside'
  retired?: true
}

export interface RoyaltyRow {
  id: string
  state: RoyaltyState
  article: string
  locale: Locale
  title: string
  payees: string[]
  amountVnd?: number
  due?: string
  month?: string
  updatedAt: string
  updatedBy: string
}

export interface MissingText {
  article: string
  locale: Locale
  title: string
  section: string
  byline: string[]
  publishedAt: string
}

export interface RevisionLine {
  number: number
  at: string
  action: string
  note?: string
  actor: { id: string; name: string }
}

/** What a proposal comes to. */
export interface Judged {
  calculation: Calculation
  warnings: Warning[]
}

export interface RoyaltyAnswer extends Partial<Judged> {
  royalty: Royalty
  revision: RevisionLine
  overdue: boolean
  correctedBy: string[]
  payees: PayeeName[]
  refusal?: string
}

export interface Suggestion extends Judged {
  proposal: RoyaltyInput
  text: Royalty['text']
}

export interface SchemeLine {
  id: string
  revision: number
  scheme: RoyaltyScheme
}

export const roles = [
  'author',
  'photographer',
  'translator',
  'editor',
  'approver',
] as const satisfies Contribution['role'][]
export const royaltyStates = [
  'proposed',
  'approved',
  'paid',
  'reversed',
  'reversal',
] as const satisfies RoyaltyState[]

const mostPages = 20

/** Names of all payees: they are looked for here, so that no name stands in an address. */
export function usePayees() {
  const api = useApi()
  return useQuery({
    queryKey: ['royalties', 'payees'],
    queryFn: async ({ signal }) => {
      const all: PayeeName[] = []
      let next: string | undefined
      for (let page = 0; page < mostPages; page += 1) {
        const asked = new URLSearchParams({ limit: '100', ...(next && { cursor: next }) })
        const { data } = await api.read<{ payees: PayeeName[]; next?: string }>(`/payees?${asked}`, {
          signal,
        })
        all.push(...data.payees)
        next = data.next
        if (!next) break
      }
      const { compare } = new Intl.Collator('vi')
      return [...new Map(all.map((each) => [each.id, each])).values()].sort((a, b) => compare(a.name, b.name))
    },
  })
}

export function useSchemes() {
  const api = useApi()
  return useQuery({
    queryKey: ['royalties', 'schemes'],
    queryFn: async ({ signal }) =>
      (await api.read<{ schemes: SchemeLine[] }>('/royalty-schemes', { signal })).data.schemes,
  })
}
