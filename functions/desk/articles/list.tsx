/** @jsxImportSource react */
import { GridList, GridListItem } from 'react-aria-components/GridList'
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer'
import { Link, useLocation } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import { sectionName, useSettings } from '../api/newsroom.ts'
import type { ArticleRow } from '../api/rows.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Icon } from '../ui/icon.tsx'
import { dayInVietnam, Moment } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'
import { shownLocale } from './shown-locale.ts'
import { TextCell } from './text-cell.tsx'

/** Pixels that a row takes as a rule; each is measured when it comes into sight. */
const layout = { estimatedRowSize: 72 }

interface ListProps {
  rows: readonly ArticleRow[]
  /** Languages to call articles by, before all others. */
  wished: readonly Locale[]
  /** Also their titles in the other languages, because words were looked for in all of them. */
  hasAllTitles: boolean
  selected: ReadonlySet<string>
  onSelect: (ids: ReadonlySet<string>) => void
}

/** Articles as rows with a column for each language; on a phone, as cards. Only what is in sight is in the page. */
export function ArticleList({ rows, wished, hasAllTitles, selected, onSelect }: ListProps) {
  const { t, locale } = useWords()
  const [, go] = useLocation()
  const { data: settings } = useSettings()
  const hrefOf = (row: ArticleRow) => `/a/${row.id}/${shownLocale(row, wished)}`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return (
    <>
      <Columns />
      <Virtualizer layout={ListLayout} layoutOptions={layout} shouldObserveItemSize>
        <GridList
          className="article-list"
          aria-label={t('articles.list')}
          items={rows}
          dependencies={[locale, settings, hasAllTitles, wished.join()]}
          selectionMode="multiple"
          selectedKeys={selected}
          onSelectionChange={(keys) =>
            onSelect(new Set(keys === 'all' ? rows.map(({ id }) => id) : [...keys].map(String)))
          }
          onAction={(key) => {
            const row = byId.get(String(key))
            if (row) go(hrefOf(row))
          }}
        >
          {(row) => {
            const named = shownLocale(row, wished)
            const given = row.translations[named]?.title
            const title = given || t('articles.untitled')
            return (
              <GridListItem id={row.id} textValue={title} className="article-row">
                <Checkbox slot="selection" />
                <div className="titles">
                  <Link href={hrefOf(row)} className="title" lang={given ? named : locale}>
                    {title}
                  </Link>
                  {hasAllTitles && <OtherTitles row={row} named={named} />}
                  <DueLook row={row} />
                </div>
                <div className="languages-of">
                  {locales.map((each) => (
                    <TextCell
                      key={each}
                      id={row.id}
                      text={row.translations[each]}
                      task={row.assignments?.[each]}
                      locale={each}
                    />
                  ))}
                </div>
                <div className="meta">
                  <p>{sectionName(settings?.sections ?? [], row.section, locale)}</p>
                  <p>
                    <Moment at={row.updatedAt} /> · {row.updatedBy}
                  </p>
                </div>
              </GridListItem>
            )
          }}
        </GridList>
      </Virtualizer>
    </>
  )
}

/** What stands above the columns, for those who see them; each cell says by itself what it is. */
function Columns() {
  const { t } = useWords()
  return (
    <div className="list-columns" aria-hidden="true">
      <span className="titles">{t('articles.title')}</span>
      <span className="languages-of">
        {locales.map((each) => (
          <span key={each}>{t(`languages.${each}`)}</span>
        ))}
      </span>
      <span className="meta">
        <span>{t('articles.section')}</span>
        <span>{t('articles.changed')}</span>
      </span>
    </div>
  )
}

/** Says that the day has come on which an article is to be looked at again, and what for. */
function DueLook({ row: { lookAgain } }: { row: ArticleRow }) {
  const { t, locale } = useWords()
  if (!lookAgain || lookAgain.on > dayInVietnam(new Date())) return null
  const day = t('look_again.on', { day: shortDate(`${lookAgain.on}T05:00:00Z`, locale) })
  return (
    <p className="status flag">
      <Icon name="warn" />
      <span>{lookAgain.note ? `${day}: ${lookAgain.note}` : day}</span>
    </p>
  )
}

function OtherTitles({ row, named }: { row: ArticleRow; named: Locale }) {
  return locales
    .filter((each) => each !== named && row.translations[each]?.title)
    .map((each) => (
      <p key={each} className="when" lang={each}>
        {row.translations[each]?.title}
      </p>
    ))
}
