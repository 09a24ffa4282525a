/** @jsxImportSource react */
import { Link } from 'wouter'
import { usePeople } from '../api/newsroom.ts'
import { cardOf, type LibraryRow, nameOf } from '../media/library.ts'
import { Moment } from '../ui/moment.tsx'
import { useWords } from '../words.tsx'
import { useFileFacts } from './file-facts.tsx'

/** Files as rows, with what one asks of a file at a glance. */
export function FileRows({ files }: { files: readonly LibraryRow[] }) {
  const { t, locale } = useWords()
  const { data: people } = usePeople()
  const factsOf = useFileFacts()
  return (
    <ul className="file-rows" aria-label={t('media.files')}>
      {files.map((row) => {
        const card = cardOf(row)
        const who = people?.find(({ id }) => id === row.createdBy)?.name
        const shown = nameOf(row, locale)
        return (
          <li key={row.id}>
            {card ? <img src={card} alt="" loading="lazy" /> : <span className="tag">{row.extension}</span>}
            <div className="says">
              <Link href={`/media/${row.id}`} className="title">
                {shown}
              </Link>
              <p className="when">
                {[shown === row.name ? undefined : row.name, ...factsOf(row)].filter(Boolean).join(' · ')}
              </p>
            </div>
            <p className="when used">
              {row.usedIn === 0 ? t('library.unused') : t('library.used', { count: row.usedIn })}
            </p>
            <p className="when">
              <Moment at={row.createdAt} />
              {who && ` · ${who}`}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
