/** @jsxImportSource react */
import { Link } from 'wouter'
import { dateline, shortDate } from '../../domain/dates.ts'
import { locales } from '../../domain/locale.ts'
import { Screen } from '../shell/screen.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Moment } from '../ui/moment.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type ToldNotice, useNotices, useSeen } from './use-notices.ts'

/** What others did that is the business of whoever is signed in, the last first, each with its one act. */
export function NoticesScreen() {
  const { t } = useWords()
  const told = useNotices()
  const seen = useSeen()
  const tell = useTell()
  const { notices, new: count = 0, until } = told.data?.data ?? {}
  const mark = () => {
    if (until) seen.mutate(until, { onSuccess: () => tell(t('notices.marked')) })
  }
  return (
    <Screen
      title={t('shell.notices')}
      acts={
        <p className="acts">
          {count > 0 && (
            <Button onPress={mark} isPending={seen.isPending}>
              {t('notices.mark')}
            </Button>
          )}
          <Link href="/preferences">{t('notices.choose')}</Link>
        </p>
      }
    >
      {told.isPending && <Loading />}
      {told.error && <Trouble error={told.error} onRetry={() => void told.refetch()} />}
      {seen.error && <Trouble error={seen.error} onRetry={mark} />}
      {notices?.length === 0 && (
        <div className="empty">
          <p>{t('notices.none')}</p>
          <p className="acts">
            <Link href="/" className="button">
              {t('shell.today')}
            </Link>
          </p>
        </div>
      )}
      {notices && notices.length > 0 && (
        <>
          <p className="hint">{t('notices.kept')}</p>
          <ul className="told">
            {notices.map((each) => (
              <Told key={`${each.at} ${each.article} ${each.kind} ${each.locale}`} of={each} />
            ))}
          </ul>
        </>
      )}
    </Screen>
  )
}

/** Where the one act of a notice leads: what is to be decided is looked at side by side. */
function placeOf({ kind, article, locale, about, due }: ToldNotice): string {
  if (about === 'slot' && due) return `/calendar?view=list&day=${due}`
  if (about === 'release') return `/releases/${article}`
  if (!locale) return `/a/${article}`
  return kind === 'submitted' || kind === 'emergency'
    ? `/a/${article}/${locale}/review`
    : `/a/${article}/${locale}`
}

function Told({ of: told }: { of: ToldNotice }) {
  const { t, locale } = useWords()
  const { kind, titles, by, at, note, due, isNew } = told
  const lang = [told.locale, locale, ...locales].find((each) => each && titles[each])
  const title = lang ? titles[lang] : t('notices.untitled')
  const isReview = kind === 'submitted' || kind === 'emergency'
  return (
    <li className={isNew ? 'work new' : 'work'}>
      <div className="says">
        <p className="kind">
          {isNew && <span className="tag">{t('notices.new')}</span>}
          {t(`notices.kinds.${kind}`)}
          {told.locale && <span className="when"> · {t(`languages.${told.locale}`)}</span>}
        </p>
        <p className="title" {...(lang && { lang })}>
          {title}
        </p>
        <p className="when">
          {by && `${by.name} · `}
          <Moment at={at} />
          {due &&
            ` · ${t('notices.due', { due: kind === 'late' ? dateline(due, locale) : shortDate(`${due}T00:00:00+07:00`, locale) })}`}
        </p>
        {note && <p className="note">{note}</p>}
      </div>
      <Link
        href={placeOf(told)}
        className="button"
        aria-label={`${t(isReview ? 'notices.review' : 'notices.open')}: ${title}`}
      >
        {t(isReview ? 'notices.review' : 'notices.open')}
      </Link>
    </li>
  )
}
