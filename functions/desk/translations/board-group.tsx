/** @jsxImportSource react */
import { useEffect } from 'react'
import { Link } from 'wouter'
import { type Locale, locales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isInSections, isPermitted } from '../../domain/people/permissions.ts'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Moment } from '../ui/moment.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { BoardState } from './address.ts'
import { BoardCell } from './board-cell.tsx'
import { type BoardRow, totalsOf, useBoard } from './use-board.ts'

interface BoardGroupProps {
  name: BoardState | 'mine'
  question: string
  /** The language that is asked for, if one is. */
  only: Locale | undefined
  me: Member
}

/** Articles of one kind, with what there is to translate of them. */
export function BoardGroup({ name, question, only, me }: BoardGroupProps) {
  const { t } = useWords()
  const { rows, error, isPending, isSearching, hasNextPage, isFetchingNextPage, ...list } = useBoard(question)
  const tell = useTell()
  const heading = name === 'mine' ? t('work.mine_group') : t(`work.states.${name}`)
  const found = t(hasNextPage ? 'articles.found_more' : 'articles.found', { count: rows.length })
  useEffect(() => {
    if (!error && !isPending && !isSearching) tell(`${heading}: ${found}`)
  }, [error, isPending, isSearching, heading, found, tell])
  return (
    <section aria-labelledby={`board-${name}`} className="board-group">
      <h2 id={`board-${name}`}>{heading}</h2>
      {error && <Trouble error={error} onRetry={() => void list.refetch()} />}
      {isPending || isSearching ? (
        <Loading />
      ) : (
        <>
          <Totals rows={rows} only={only} isAll={!hasNextPage} />
          {rows.length > 0 ? (
            <>
              <Columns />
              <ul className="board">
                {rows.map((row) => (
                  <Row key={row.id} row={row} me={me} />
                ))}
              </ul>
            </>
          ) : (
            !error && !hasNextPage && <p className="empty">{t(`work.none.${name}`)}</p>
          )}
          {hasNextPage && (
            <div className="acts list-end">
              <p className="when">{found}</p>
              <Button onPress={() => void list.fetchNextPage()} isDisabled={isFetchingNextPage}>
                {t(isFetchingNextPage ? 'loading' : 'articles.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

/** How much there is to translate: of what is shown, as long as there is more. */
function Totals({
  rows,
  only,
  isAll,
}: {
  rows: readonly BoardRow[]
  only: Locale | undefined
  isAll: boolean
}) {
  const { t } = useWords()
  const totals = totalsOf(rows, only)
  if (totals.length === 0) return null
  return (
    <ul className="board-totals when">
      {totals.map(({ locale, texts, words }) => (
        <li key={locale}>
          {t('work.total', {
            language: t(`languages.${locale}`),
            texts: t('work.texts', { count: texts }),
            words: t('work.words', { count: words }),
          })}
        </li>
      ))}
      {!isAll && <li>{t('work.so_far')}</li>}
    </ul>
  )
}

/** What stands above the columns, for those who see them; each cell says by itself what it is. */
function Columns() {
  const { t } = useWords()
  return (
    <div className="board-columns" aria-hidden="true">
      <span>{t('articles.title')}</span>
      {locales.map((each) => (
        <span key={each}>{t(`languages.${each}`)}</span>
      ))}
    </div>
  )
}

function Row({ row, me }: { row: BoardRow; me: Member }) {
  const { t, locale: spoken } = useWords()
  const { data: settings } = useSettings()
  const named = [spoken, ...locales].find((each) => row.translations[each]?.title)
  const title = (named && row.translations[named]?.title) || t('articles.untitled')
  const isOwn = isInSections(me, row.section)
  return (
    <li>
      <div className="titles">
        <h3>
          <Link href={`/a/${row.id}/${named ?? spoken}`} className="title" lang={named ?? spoken}>
            {title}
          </Link>
        </h3>
        <p className="when">
          {sectionName(settings?.sections ?? [], row.section, spoken)} · <Moment at={row.updatedAt} />
        </p>
      </div>
      {locales.map((locale) => {
        const cell = row.translations[locale]
        return (
          cell && (
            <BoardCell
              key={locale}
              {...{ row, locale, cell, title }}
              me={me.id}
              mayTranslate={isOwn && isPermitted(me, 'assign')}
            />
          )
        )
      })}
    </li>
  )
}
