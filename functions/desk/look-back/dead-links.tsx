/** @jsxImportSource react */
import { useState } from 'react'
import { Link } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import type { LinkProblem } from '../../domain/outward-link.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useMe } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type DeadLink, useDeadLinks, useLinkAct } from './use-dead-links.ts'

function useProblem() {
  const { t } = useWords()
  return (problem: LinkProblem) =>
    typeof problem === 'number'
      ? t('lookBack.links.status', { status: problem })
      : t(`lookBack.links.problems.${problem}`)
}

/** Links of public pages to other sites that failed on several nights, each with the articles that hold it. */
export function DeadLinks() {
  const { t, locale } = useWords()
  const problemOf = useProblem()
  const dead = useDeadLinks()
  const me = useMe().data
  const { isOn = false, waiting = 0, links = [] } = dead.data ?? {}
  const save = () => {
    const head = ['address', 'problem', 'since', 'articles'] as const
    const rows = links.map(({ url, problem, since, holders }) => [
      url,
      problemOf(problem),
      shortDate(since, locale),
      holders.map(({ title }) => title).join('; '),
    ])
    saveFile(
      csvOf([head.map((each) => t(`lookBack.links.${each}`)), ...rows]),
      `${t('lookBack.names.links')}.csv`,
    )
  }
  const left = links.filter(({ said }) => said?.act === 'leave')
  const open = links.filter((each) => !left.includes(each))
  return (
    <>
      <p className="hint">{t('lookBack.links.hint')}</p>
      {dead.data && !isOn && (
        <p className="late">
          {t('lookBack.links.off')}{' '}
          {me && isPermitted(me, 'configure') && (
            <Link href="/settings/policies">{t('lookBack.links.turn_on')}</Link>
          )}
        </p>
      )}
      <div className="acts report-acts">
        <Button isDisabled={links.length === 0} onPress={save}>
          {t('lookBack.export')}
        </Button>
      </div>
      {dead.isPending && <Loading />}
      {dead.error && <Trouble error={dead.error} onRetry={() => void dead.refetch()} />}
      {isOn && open.length === 0 && <p className="empty">{t('lookBack.links.none')}</p>}
      {waiting > 0 && <p className="hint">{t('lookBack.links.waiting', { count: waiting })}</p>}
      {open.length > 0 && <DeadList name={t('lookBack.names.links')} links={open} />}
      {left.length > 0 && (
        <section aria-labelledby="left-links">
          <h2 id="left-links">{t('lookBack.links.left')}</h2>
          <DeadList name={t('lookBack.links.left')} links={left} />
        </section>
      )}
    </>
  )
}

function DeadList({ name, links }: { name: string; links: readonly DeadLink[] }) {
  const [error, setError] = useState<unknown>()
  return (
    <>
      {error !== undefined && <Trouble error={error} />}
      <ul className="people" aria-label={name}>
        {links.map((link) => (
          <DeadItem key={link.id} link={link} onTrouble={setError} />
        ))}
      </ul>
    </>
  )
}

function DeadItem({ link, onTrouble }: { link: DeadLink; onTrouble: (error: unknown) => void }) {
  const { t, locale } = useWords()
  const problemOf = useProblem()
  const me = useMe().data
  const sayOf = useLinkAct()
  const { url, problem, since, nights, holders, said, last } = link
  const isLeft = said?.act === 'leave'
  const isWanted = said?.act === 'again' && said.at > last
  const act = (name: 'again' | 'leave' | 'watch') => {
    onTrouble(undefined)
    sayOf(link, name).then(() => say(t(`lookBack.links.did.${name}`)), onTrouble)
  }
  const button = (name: 'again' | 'leave' | 'watch', isQuiet: boolean) => (
    <Button
      {...(isQuiet && { look: 'quiet' as const })}
      aria-label={t(`lookBack.links.${name}_of`, { address: url })}
      onPress={() => act(name)}
    >
      {t(`lookBack.links.${name}`)}
    </Button>
  )
  return (
    <li>
      <div className="says">
        <a className="address" href={url} target="_blank" rel="noreferrer">
          {url}
        </a>
        <p className="when">
          {problemOf(problem)} ·{' '}
          {t('lookBack.links.failed', { count: nights, day: shortDate(since, locale) })}
        </p>
        <p className="when">
          {t('lookBack.links.held')}{' '}
          {holders.map(({ id, locale: language, title }, index) => (
            <span key={`${id} ${language}`}>
              {index > 0 && ' · '}
              <Link href={`/a/${id}/${language}`} lang={language}>
                {title}
              </Link>
            </span>
          ))}
        </p>
        {isLeft && <p className="when">{t('lookBack.links.left_by', { name: said.by })}</p>}
        {isWanted && <p className="when">{t('lookBack.links.wanted')}</p>}
      </div>
      {me && isPermitted(me, 'answer') && (
        <div className="acts">
          {isLeft && button('watch', true)}
          {!isLeft && !isWanted && button('again', false)}
          {!isLeft && button('leave', true)}
        </div>
      )}
    </li>
  )
}
