/** @jsxImportSource react */
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import type { Translation } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import { late } from '../shell/late.ts'
import { useScreenActs } from '../shell/screen-acts.ts'
import { Button } from '../ui/button.tsx'
import { Menu, type MenuAct } from '../ui/menu.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { ActDialog } from './act-dialog.tsx'
import { type ArticleAnswer, plannedOf } from './article.ts'
import type { NextActs, TextAct } from './next-act.ts'
import { type ActPath, usePerform } from './perform.ts'

const StillOpen = late(async () => (await import('../notes/still-open.tsx')).StillOpen, 'notes')
const ScheduleDialog = lazy(async () => ({ default: (await import('./schedule-dialog.tsx')).ScheduleDialog }))
const ShareDialog = lazy(async () => ({ default: (await import('../share/share-dialog.tsx')).ShareDialog }))

/** Acts that a dialog asks about, and the address of each. */
const asked = {
  submit: 'submit',
  recall: 'recall',
  return: 'return',
  publish: 'publish',
  publish_now: 'publish-now',
  review: 'review',
  withdraw: 'withdraw',
  unschedule: 'unschedule',
  confirm: 'still-valid',
} as const satisfies Partial<Record<TextAct, ActPath>>
type AskedAct = keyof typeof asked

/** Acts that say when something will happen. */
const planned = ['schedule', 'reschedule', 'expire'] as const satisfies TextAct[]
type PlannedAct = (typeof planned)[number]

const isAsked = (act: TextAct): act is AskedAct => Object.hasOwn(asked, act)
const isPlanned = (act: TextAct): act is PlannedAct => planned.some((each) => each === act)

interface Words {
  /** Under which name the API takes them. */
  field: 'note' | 'reason' | 'correction'
  label: 'acts.note_label' | 'acts.reason_label' | 'acts.reason_for_readers' | 'article.correction'
  hint?: 'article.correction_hint'
  isRequired: boolean
  forReaders?: true
}

/** What an act must be told, or may be. */
const words: Partial<Record<AskedAct, Words>> = {
  submit: { field: 'note', label: 'acts.note_label', isRequired: false },
  return: { field: 'note', label: 'acts.note_label', isRequired: true },
  publish_now: { field: 'reason', label: 'acts.reason_label', isRequired: true },
  withdraw: { field: 'reason', label: 'acts.reason_for_readers', isRequired: true, forReaders: true },
}

/** Acts by which a text comes nearer to readers. */
const goesOn: ReadonlySet<AskedAct> = new Set(['submit', 'publish', 'publish_now'])

/** Of a text that readers have had, whoever publishes it may tell them what was corrected. */
const correction: Words = {
  field: 'correction',
  label: 'article.correction',
  hint: 'article.correction_hint',
  isRequired: false,
  forReaders: true,
}

interface ActsProps {
  answer: ArticleAnswer
  text: Locale
  next: NextActs
  /** Whether this person may let somebody without an account decide. */
  mayDecide: boolean
  /** Saves what was written first: an act is always on what is on the screen. Answers what was saved. */
  save: () => Promise<ArticleAnswer | undefined>
  /** Leads to where something is to be mended, or written. */
  onEdit: (act: TextAct) => void
  /** What else there is of this article, at the end of the menu of other acts. */
  more?: MenuAct[]
  /** Beside the one next act. */
  children?: ReactNode
}

/** The one next act of a text, and a menu of all others that this person can do with it. */
export function Acts({ answer, text, next, mayDecide, save, onEdit, more = [], children }: ActsProps) {
  const { t } = useWords()
  const { id } = answer.article
  const perform = usePerform(id, text)
  const [open, setOpen] = useState<AskedAct | PlannedAct | 'share'>()
  const [, go] = useLocation()

  const begin = (act: TextAct) => {
    if (act === 'view') window.open(answer.addresses[text], '_blank', 'noopener')
    else if (act === 'approve') go(`/a/${id}/${text}/review`)
    else if (isAsked(act) || isPlanned(act) || act === 'share') setOpen(act)
    else onEdit(act)
  }
  const doIt = async (act: AskedAct | PlannedAct, body: object) => {
    const saved = (await save()) ?? answer
    await perform(isPlanned(act) ? 'schedule' : asked[act], body, saved.parts[text])
    setOpen(undefined)
    say(t(`acts.done.${act}`))
  }
  const itemOf = (act: TextAct, isDanger: boolean): MenuAct => ({
    id: act,
    name: t(`acts.names.${act}`),
    isDanger,
    onAction: () => begin(act),
  })
  const { harmless, taking } = next.others
  const named = (act: TextAct) => ({ name: t(`acts.names.${act}`), run: () => begin(act) })
  useScreenActs([
    ...(next.act ? [{ ...named(next.act), keys: 'Mod+Enter' }] : []),
    ...harmless.map(named),
    ...more.map(({ name, onAction }) => ({ name, run: onAction })),
    ...taking.map(named),
  ])
  const written = answer.article.translations[text]
  const close = () => setOpen(undefined)
  return (
    <div className="acts" data-region>
      {children}
      {next.act && (
        <Button look="main" onPress={() => next.act && begin(next.act)}>
          {t(`acts.names.${next.act}`)}
        </Button>
      )}
      {harmless.length + taking.length + more.length > 0 && (
        <Menu
          label={t('acts.others')}
          groups={[harmless.map((act) => itemOf(act, false)), more, taking.map((act) => itemOf(act, true))]}
        />
      )}
      {open && isPlanned(open) && (
        <Suspense>
          <ScheduleDialog
            id={id}
            title={t(`acts.names.${open}`)}
            onlyEnd={open === 'expire'}
            planned={plannedOf(written)}
            lang={text}
            onClose={close}
            onAct={(plan) => doIt(open, plan)}
          />
        </Suspense>
      )}
      {open === 'share' && (
        <Suspense>
          <ShareDialog id={id} locale={text} mayDecide={mayDecide} onClose={close} />
        </Suspense>
      )}
      {open && isAsked(open) && (
        <AskDialog
          act={open}
          written={written}
          text={text}
          article={id}
          onClose={close}
          onAct={(body) => doIt(open, body)}
        />
      )}
    </div>
  )
}

interface AskDialogProps {
  act: AskedAct
  written: Translation | undefined
  text: Locale
  article: string
  onClose: () => void
  onAct: (body: object) => Promise<void>
}

function AskDialog({ act, written, text, article, onClose, onAct }: AskDialogProps) {
  const { t } = useWords()
  const title = written?.title
  const asks = act === 'publish' && written?.publishedAt ? correction : words[act]
  return (
    <ActDialog
      title={t(`acts.titles.${act}`)}
      intro={
        <>
          {t(`acts.intro.${act}`)} {title && <strong lang={text}>{title}</strong>}
        </>
      }
      {...(asks && {
        ask: {
          label: t(asks.label),
          isRequired: asks.isRequired,
          ...(asks.hint && { hint: t(asks.hint) }),
          ...(asks.forReaders && { lang: text }),
          ...(asks === correction && { begun: written?.correction }),
        },
      })}
      beside={
        goesOn.has(act) && (
          <Suspense>
            <StillOpen article={article} text={text} />
          </Suspense>
        )
      }
      name={t(`acts.names.${act}`)}
      isDanger={act === 'withdraw' || act === 'return'}
      onClose={onClose}
      // Taken out, what stands in the text is not told.
      onAct={(said) => onAct(asks && (said || asks === correction) ? { [asks.field]: said } : {})}
    />
  )
}
