/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { useWords } from '../words.tsx'
import { useMoney } from './money.ts'
import type { RoyaltyRow } from './royalty.ts'
import { StateSign } from './state-sign.tsx'

/** Beside a text, for whoever may see money: what is paid for it, or the way to propose that. */
export function TextRoyalty({
  article,
  text,
  isPublic,
}: {
  article: string
  text: Locale
  isPublic: boolean
}) {
  const { t } = useWords()
  const api = useApi()
  const money = useMoney()
  const list = useQuery({
    queryKey: ['royalties', 'of', article],
    queryFn: async ({ signal }) =>
      (await api.read<{ royalties: RoyaltyRow[] }>(`/royalties?article=${article}`, { signal })).data
        .royalties,
  })
  // Beside what the text is about, a failure of this would only be in the way.
  if (!list.data) return null
  const own = list.data.filter(({ locale }) => locale === text)
  const isStanding = own.some(({ state }) => ['proposed', 'approved', 'paid'].includes(state))
  return (
    <section className="stack text-royalty" aria-labelledby="text-royalty">
      <h2 id="text-royalty">{t('royalties.title')}</h2>
      <ul>
        {own.map(({ id, state, amountVnd }) => (
          <li key={id}>
            <Link href={`/royalties/r/${id}`}>
              <StateSign of={state} /> {amountVnd !== undefined && money(amountVnd)}
            </Link>
          </li>
        ))}
      </ul>
      {own.length === 0 && <p className="hint">{t('royalties.of_text.none')}</p>}
      {!isStanding && isPublic && (
        <Link href={`/royalties/new/${article}/${text}`}>{t('royalties.to_do.assess')}</Link>
      )}
    </section>
  )
}
