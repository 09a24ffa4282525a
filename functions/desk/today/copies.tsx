/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { isLocale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { useMe } from '../api/newsroom.ts'
import { useMoment } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'
import { type Copy, latestCopies } from './latest-copies.ts'

/** What is typed and not saved: at this computer, and at others as the API keeps it for its owner. */
function useCopies() {
  const api = useApi()
  const { data: me } = useMe()
  const id = me?.id ?? ''
  const here = useQuery({
    queryKey: ['local-copies', id],
    enabled: id !== '',
    // What is typed in another window of this computer shows as soon as one comes back to this one.
    staleTime: 0,
    queryFn: async (): Promise<Copy[]> => {
      const { createLocalCopies } = await import('../drafts/local-copies.ts')
      const copies = await createLocalCopies(id).allUnsaved()
      return copies.map(({ article, part, at, content: { title } }) => ({
        article,
        part,
        at,
        isHere: true,
        ...(typeof title === 'string' && { title }),
      }))
    },
  })
  const there = useQuery({
    queryKey: ['working-copies'],
    queryFn: async ({ signal }) =>
      (await api.read<{ copies: Copy[] }>('/working-copies', { signal })).data.copies,
  })
  return latestCopies(here.data ?? [], there.data ?? [])
}

/** Texts that whoever is signed in has not saved yet: one line for each article, the last typed first. */
export function Copies() {
  const { t, locale } = useWords()
  const inPassing = useMoment()
  const copies = useCopies()
  if (copies.length === 0) return null
  return (
    <section aria-labelledby="copies">
      <h2 id="copies">{t('today.copies')}</h2>
      <ul>
        {copies.map(({ article, part, at, title: given, isHere }) => {
          const title = given || t('today.untitled')
          const act = t('today.go_on')
          return (
            <li key={article} className="work">
              <div className="says">
                <p className="title" lang={given && isLocale(part) ? part : locale}>
                  {title}
                </p>
                <p className="when">
                  {t(isHere ? 'today.copy_here' : 'today.copy_there', { at: inPassing(at) })}
                </p>
              </div>
              <Link
                href={isLocale(part) ? `/a/${article}/${part}` : `/a/${article}`}
                className="button"
                aria-label={t('today.named', { act, title })}
              >
                {act}
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
