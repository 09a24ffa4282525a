/** @jsxImportSource react */
import { Link } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import { locales } from '../../domain/locale.ts'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { addressOf, noFilters } from '../library/filters.ts'
import { addressOf as boardAddress } from '../translations/address.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { dayInVietnam } from '../ui/moment.tsx'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Status } from '../ui/status.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWhen } from '../ui/when.ts'
import { useWords } from '../words.tsx'
import { type Standing, useStanding, useUndescribed } from './use-look-back.ts'

const states = ['draft', 'in_review', 'approved', 'scheduled', 'withdrawn'] as const
/** A section without news for so many days lies idle. */
const idleAfter = 30

/** How things stand now: what is where on its way, and what nobody has looked after for long. */
export function StandingPart() {
  const standing = useStanding()
  if (standing.isPending) return <Loading />
  if (standing.error) return <Trouble error={standing.error} onRetry={() => void standing.refetch()} />
  return (
    <>
      <States standing={standing.data} />
      <Sections standing={standing.data} />
      <Neglected standing={standing.data} />
    </>
  )
}

/** The same for a spreadsheet program. */
export function SaveStanding() {
  const { t, locale } = useWords()
  const { data } = useStanding()
  const all = useSettings().data?.sections ?? []
  const save = ({ states: counted, live, sections, stale }: Standing) => {
    const head = [t('lookBack.group'), t('lookBack.of'), t('lookBack.count')]
    const inStates = counted.map(({ state, section, count }) => [
      t(`status.${state}`),
      sectionName(all, section, locale),
      count,
    ])
    const shown = live.map(({ section, locale: language, count }) => [
      t('lookBack.live_in', { language: t(`languages.${language}`) }),
      sectionName(all, section, locale),
      count,
    ])
    const latest = sections.map(({ id, latest: at }) => [
      t('lookBack.latest'),
      sectionName(all, id, locale),
      at ? shortDate(at, locale) : '',
    ])
    const old = stale.map(({ id, count }) => [t('status.stale'), t(`languages.${id}`), count])
    const day = dayInVietnam(new Date())
    saveFile(csvOf([head, ...shown, ...inStates, ...latest, ...old]), `${t('lookBack.names.now')} ${day}.csv`)
  }
  return (
    <div className="acts report-acts">
      <Button isDisabled={!data} onPress={() => data && save(data)}>
        {t('lookBack.export')}
      </Button>
    </div>
  )
}

function States({ standing }: { standing: Standing }) {
  const { t, locale } = useWords()
  const sections = useSettings().data?.sections ?? []
  const liveIn = (section: string) =>
    standing.live.filter((each) => each.section === section).reduce((sum, { count }) => sum + count, 0)
  const countOf = (state: string, section: string) =>
    standing.states.find((each) => each.state === state && each.section === section)?.count ?? 0
  return (
    <section>
      <h2>{t('lookBack.states')}</h2>
      <p className="hint">{t('lookBack.live_hint')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys too */}
      <section className="table-frame" tabIndex={0} aria-label={t('lookBack.states')}>
        <table className="figures by-state">
          <thead>
            <tr>
              <th scope="col">{t('lookBack.parts.sections')}</th>
              <th scope="col" className="number">
                {t('lookBack.live')}
              </th>
              {states.map((state) => (
                <th key={state} scope="col" className="number">
                  <Status of={state} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sections.map(({ id }) => (
              <tr key={id}>
                <th scope="row">{sectionName(sections, id, locale)}</th>
                <td className="number">
                  <Count of={liveIn(id)} href={`/articles?state=published&section=${id}`} />
                </td>
                {states.map((state) => (
                  <td key={state} className="number">
                    <Count of={countOf(state, id)} href={`/articles?state=${state}&section=${id}`} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function Count({ of, href }: { of: number; href: string }) {
  const { locale } = useWords()
  return of > 0 ? <Link href={href}>{new Intl.NumberFormat(locale).format(of)}</Link> : '–'
}

function Sections({ standing: { sections, lookedBack } }: { standing: Standing }) {
  const { t, locale } = useWords()
  const all = useSettings().data?.sections ?? []
  const { far } = useWhen()
  const daysSince = (at: string) => (Date.now() - Date.parse(at)) / 86_400_000
  return (
    <section>
      <h2>{t('lookBack.latest')}</h2>
      <ul className="people">
        {sections.map(({ id, latest }) => {
          const isIdle = latest === undefined || daysSince(latest) > idleAfter
          return (
            <li key={id}>
              <Link href={`/articles?state=published&section=${id}`}>{sectionName(all, id, locale)}</Link>
              <p className={isIdle ? 'late' : 'when'}>
                {latest && t('lookBack.ago', { far: far(new Date(latest)), day: shortDate(latest, locale) })}
                {!latest &&
                  (lookedBack
                    ? t('lookBack.longer_ago', { day: shortDate(lookedBack, locale) })
                    : t('lookBack.never'))}
                {isIdle && latest && ` · ${t('lookBack.idle')}`}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Neglected({ standing: { stale } }: { standing: Standing }) {
  const { t } = useWords()
  return (
    <section>
      <h2>{t('lookBack.neglected')}</h2>
      <ul className="people">
        {locales.map((each) => {
          const count = stale.find(({ id }) => id === each)?.count ?? 0
          return (
            <li key={each}>
              <span>{t('lookBack.stale', { language: t(`languages.${each}`) })}</span>
              {count > 0 ? (
                <Link href={boardAddress({ state: 'stale', locale: each })}>{count}</Link>
              ) : (
                <span>0</span>
              )}
            </li>
          )
        })}
        {locales.map((each) => (
          <Undescribed key={each} locale={each} />
        ))}
      </ul>
    </section>
  )
}

function Undescribed({ locale }: { locale: (typeof locales)[number] }) {
  const { t } = useWords()
  const { data } = useUndescribed(locale)
  if (!data) return null
  const count = data.media.length
  return (
    <li>
      <span>{t('lookBack.undescribed', { language: t(`languages.${locale}`) })}</span>
      {count > 0 ? (
        <Link href={addressOf({ ...noFilters, list: `undescribed.${locale}` })}>
          {data.next ? t('counts.more', { count }) : count}
        </Link>
      ) : (
        <span>0</span>
      )}
    </li>
  )
}
