/** @jsxImportSource react */
import { useState } from 'react'
import { Link } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import { sectionName, useMe, useSettings } from '../api/newsroom.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { AccessReportView } from './access-report.tsx'
import { AccountDialog, hasAccount } from './account-dialog.tsx'
import { AppointDialog } from './appoint-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { type Colleague, presenceOf, useRoster } from './roster.ts'

type Asked = { act: 'appoint' | 'end' | 'account'; who: Colleague | undefined }

/** Who works here, what they may do, and for how long. */
export function StaffScreen({ view }: { view: string | undefined }) {
  const { t } = useWords()
  const [asked, setAsked] = useState<Asked>()
  const isReport = view === 'access'
  return (
    <Screen
      title={t('staff.title')}
      acts={
        <Button look="main" onPress={() => setAsked({ act: 'appoint', who: undefined })}>
          {t('staff.add')}
        </Button>
      }
    >
      <nav className="state-tabs" aria-label={t('staff.views')}>
        <Link href="/staff" {...(!isReport && { 'aria-current': 'page' })}>
          {t('staff.people')}
        </Link>
        <Link href="/staff/access" {...(isReport && { 'aria-current': 'page' })}>
          {t('staff.report')}
        </Link>
      </nav>
      {isReport ? <AccessReportView /> : <Roster onAsk={setAsked} />}
      {asked?.act === 'appoint' && <AppointDialog who={asked.who} onClose={() => setAsked(undefined)} />}
      {asked?.act === 'account' && asked.who && (
        <AccountDialog who={asked.who} onClose={() => setAsked(undefined)} />
      )}
      {asked?.act === 'end' && asked.who && <EndDialog who={asked.who} onClose={() => setAsked(undefined)} />}
    </Screen>
  )
}

function Roster({ onAsk }: { onAsk: (asked: Asked) => void }) {
  const { t } = useWords()
  const roster = useRoster()
  if (roster.isPending) return <Loading />
  if (roster.error) return <Trouble error={roster.error} onRetry={() => void roster.refetch()} />
  const groups = [
    { id: 'here' as const, people: roster.data.filter((each) => presenceOf(each) !== 'left') },
    { id: 'left' as const, people: roster.data.filter((each) => presenceOf(each) === 'left') },
  ]
  return groups
    .filter(({ people }) => people.length > 0)
    .map(({ id, people }) => (
      <section key={id}>
        <h2>
          {t(`staff.groups.${id}`)} <span className="count">{people.length}</span>
        </h2>
        <ul className="people">
          {people.map((who) => (
            <Row key={who.id} who={who} onAsk={onAsk} />
          ))}
        </ul>
      </section>
    ))
}

function Row({ who, onAsk }: { who: Colleague; onAsk: (asked: Asked) => void }) {
  const { t, locale } = useWords()
  const me = useMe()
  const settings = useSettings()
  const presence = presenceOf(who)
  const day = (at: string) => shortDate(`${at}T00:00:00+07:00`, locale)
  const { name, role, sections, from, until, lastSeen } = who
  const own = sections?.map((id) => sectionName(settings.data?.sections ?? [], id, locale)).join(', ')
  const isMe = me.data?.id === who.id
  return (
    <li>
      <div className="says">
        <p className="title">
          {name} {isMe && <span className="when">{t('staff.you')}</span>}
        </p>
        <p>
          {t(`roles.${role}`)} · {own ?? t('me.everySection')}
        </p>
        {(from || until) && (
          <p className={presence === 'on' ? 'when' : 'when late'}>
            {from && until
              ? t('staff.from_until', { from: day(from), until: day(until) })
              : t(from ? 'staff.from' : 'staff.until', { day: day(from ?? until ?? '') })}
            {presence !== 'on' && presence !== 'left' && ` · ${t(`staff.presence.${presence}`)}`}
          </p>
        )}
        <p className="when">{lastSeen ? t('staff.seen', { day: day(lastSeen) }) : t('staff.not_seen')}</p>
      </div>
      <p className="acts">
        <Button
          aria-label={t(presence === 'left' ? 'staff.take_back_of' : 'staff.change_of', { name })}
          onPress={() => onAsk({ act: 'appoint', who })}
        >
          {t(presence === 'left' ? 'staff.take_back' : 'staff.change')}
        </Button>
        {hasAccount(who) && (
          <Button
            look="quiet"
            aria-label={t('staff.account.title_of', { name })}
            onPress={() => onAsk({ act: 'account', who })}
          >
            {t('staff.account.title')}
          </Button>
        )}
        {presence !== 'left' && !isMe && (
          <Button
            look="quiet"
            aria-label={t('staff.end_of', { name })}
            onPress={() => onAsk({ act: 'end', who })}
          >
            {t('staff.end')}
          </Button>
        )}
      </p>
    </li>
  )
}
