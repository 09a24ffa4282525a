/** @jsxImportSource react */
import { useWords } from '../words.tsx'
import { type Level, type Move, type NoticeKind, sumRows } from './move.ts'
import { NoticesOf } from './notices-of.tsx'

interface OutcomePartProps {
  move: Move
  tag: string | undefined
}

/** What would come of everything that was read, or came of it: sums that add up, and what somebody should know. */
export function OutcomePart({ move, tag }: OutcomePartProps) {
  const { t } = useWords()
  const { rows, read } = sumRows(move)
  const { reported: told = 'try' } = move
  const title = move.state === 'stopped' || move.state === 'failed' ? 'part' : told
  return (
    <section className="stack" data-region aria-labelledby="outcome">
      <h2 id="outcome">{t(`movingIn.outcome.${title}`)}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys too */}
      <section className="table-frame" tabIndex={0} aria-label={t('movingIn.sums.caption')}>
        <table className="figures sums">
          <thead>
            <tr>
              <th scope="col">{t('movingIn.sums.what')}</th>
              <th scope="col" className="number">
                {t('movingIn.sums.count')}
              </th>
              <th scope="col">{t('movingIn.sums.means')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ outcome, count }) => (
              <tr key={outcome}>
                <th scope="row">{t(`movingIn.outcomes.${told}.${outcome}`)}</th>
                <td className="number">{t('counts.exact', { count })}</td>
                <td>{t(`movingIn.means.${outcome}`)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('movingIn.sums.read')}</th>
              <td className="number">{t('counts.exact', { count: read })}</td>
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
      <h3>{t('movingIn.notices')}</h3>
      <Kinds move={move} tag={tag} />
    </section>
  )
}

const levels: readonly Level[] = ['error', 'skip', 'warning', 'note']

function Kinds({ move: { id, byCode = [] }, tag }: OutcomePartProps) {
  const { t } = useWords()
  if (byCode.length === 0) return <p>{t('movingIn.no_notices')}</p>
  const groups = levels.map((level) => ({ level, kinds: byCode.filter((each) => each.level === level) }))
  return groups
    .filter(({ kinds }) => kinds.length > 0)
    .map(({ level, kinds }) => (
      <section key={level} className="notice-kinds">
        <h4>{t(`movingIn.levels.${level}`)}</h4>
        <p className="hint">{t(`movingIn.level_hints.${level}`)}</p>
        {kinds
          .toSorted((one: NoticeKind, other: NoticeKind) => other.count - one.count)
          .map((kind) => (
            <NoticesOf key={kind.code} move={id} tag={tag} kind={kind} />
          ))}
      </section>
    ))
}
