/** @jsxImportSource react */
import { useState } from 'react'
import { useApi } from '../api/context.tsx'
import { Refusal } from '../api/refusal.ts'
import { readRelease } from '../api/releases.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { ScheduleDialog } from '../article/schedule-dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { useMoment } from '../ui/moment.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { inputOf, type Known, type ReleaseAct, useReleaseActs } from './use-releases.ts'

/** What somebody wants done with a release; `publishAt`: a moment (UTC) that is proposed. */
export interface ReleaseAsked {
  act: ReleaseAct | 'rename'
  publishAt?: string | undefined
}

interface ReleaseDialogProps {
  asked: ReleaseAsked
  /** As it was on the screen. */
  known: Known
  onClose: () => void
  onDone?: ((act: ReleaseAsked['act']) => void) | undefined
}

/** Asks what an act on a whole release needs, and does it to what was seen. */
export function ReleaseDialog({ asked, known: first, onClose, onDone }: ReleaseDialogProps) {
  const { t, locale } = useWords()
  const api = useApi()
  const inPassing = useMoment()
  const { perform, write } = useReleaseActs()
  const [known, setKnown] = useState(first)
  const { release } = known.data
  const { id, members, planned } = release
  const [name, setName] = useState(release.name)
  const { act } = asked

  /** Where somebody was faster, says who; what was typed can be sent again. What is missing is named by its texts. */
  const doIt = async (doing: () => Promise<void>) => {
    try {
      await doing()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.code === 'stale') {
        const latest = await readRelease(api, id)
        setKnown(latest)
        const { actor, at } = latest.data.revision
        const detail = t('releases.changed', { name: actor.name, at: inPassing(at) })
        throw new Refusal(error.status, { ...error.problem, detail })
      }
      throw withTexts(error, first)
    }
    onClose()
    say(t(`releases.done.${act === 'schedule' && planned ? 'move' : act}`))
    onDone?.(act)
  }

  if (act === 'schedule')
    return (
      <ScheduleDialog
        id={id}
        title={`${t(planned ? 'releases.acts.move' : 'releases.acts.schedule')} ${release.name}`}
        onlyEnd={false}
        noEnd
        planned={{ publishAt: asked.publishAt ?? planned?.publishAt ?? '' }}
        lang={locale}
        onClose={onClose}
        onAct={({ publishAt }) => doIt(() => perform(id, 'schedule', { publishAt }, known.tag))}
      />
    )
  if (act === 'rename')
    return (
      <ActDialog
        title={t('releases.acts.rename')}
        ask={{ label: t('releases.note'), isRequired: false, begun: release.note }}
        name={t('releases.save')}
        onClose={onClose}
        onAct={(note) => {
          const { note: _, ...input } = inputOf(release)
          const body = { ...input, name: name.trim() || release.name, ...(note && { note }) }
          return doIt(() => write(id, body, known.tag))
        }}
      >
        <TextField
          label={t('releases.name')}
          value={name}
          onChange={setName}
          maxLength={200}
          isRequired
          autoFocus
        />
      </ActDialog>
    )
  return (
    <ActDialog
      title={t(`releases.acts.${act}`)}
      intro={
        <>
          {t(`releases.intro.${act}`, { count: members.length })} <strong>{release.name}</strong>
        </>
      }
      name={t(`releases.do.${act}`)}
      isDanger={act !== 'publish'}
      onClose={onClose}
      onAct={() => doIt(() => perform(id, act, {}, known.tag))}
    >
      {act === 'publish' && (
        <ul className="things">
          {members.map((text) => (
            <li key={`${text.article} ${text.locale}`}>
              <span className="tag">{t(`languages.${text.locale}`)}</span>{' '}
              <span lang={text.locale}>{text.title || t('articles.untitled')}</span>
            </li>
          ))}
        </ul>
      )}
    </ActDialog>
  )
}

/** A refusal with the titles of the texts that are not ready, each with its reason. */
function withTexts(refused: Refusal, { data }: Known): Refusal {
  const { errors = [], detail } = refused.problem
  const named = errors.flatMap(({ field, message }) => {
    const text = data.release.members.find((each) => field === `members.${each.article}.${each.locale}`)
    return text ? [`${text.title ?? text.article} (${text.locale.toUpperCase()}): ${message}`] : []
  })
  if (named.length === 0) return refused
  return new Refusal(refused.status, { ...refused.problem, detail: [detail, ...named].join(' · ') })
}
