/** @jsxImportSource react */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { Refusal } from '../api/refusal.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { ChoicesState } from './choices.ts'
import { type Move, nextStepOf, unfinishedOf } from './move.ts'
import { MoveProgress } from './move-progress.tsx'
import { RunDialog } from './run-dialog.tsx'
import type { Sendings } from './sendings.ts'
import { useMoveActs } from './use-move.ts'

interface NextStepProps {
  move: Move
  sendings: Sendings
  choices: ChoicesState
}

/** Where things stand in one sentence, and the one thing to do about it. */
export function NextStepPanel({ move, sendings: { isSending }, choices }: NextStepProps) {
  const { t } = useWords()
  const acts = useMoveActs(move.id)
  const [isAsked, setAsked] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const step = nextStepOf(move, { isSending, isChanged: choices.isChanged })

  const unfinished = unfinishedOf(move)
  const panel = useRef<HTMLElement>(null)
  const known = useRef(step)
  useEffect(() => {
    const isNew = known.current !== step
    known.current = step
    // What was pressed is gone with the step before.
    if (isNew && document.activeElement === document.body) panel.current?.focus()
  }, [step])

  const perform = async (act: () => Promise<unknown>) => {
    setBusy(true)
    setError(undefined)
    try {
      await act()
    } catch (failure) {
      setError(failure)
      if (failure instanceof Refusal) await acts.lookAgain()
    } finally {
      setBusy(false)
    }
  }
  const tryOut = () =>
    perform(async () => {
      await acts.tryOut(choices.isChanged ? choices.value : undefined)
      choices.drop()
    })
  const main = (word: string, onPress: () => void) => (
    <Button look="main" isDisabled={isBusy} onPress={onPress}>
      {word}
    </Button>
  )
  const again = (
    <Button look="quiet" isDisabled={isBusy} onPress={() => void tryOut()}>
      {t('movingIn.try_again')}
    </Button>
  )
  const shown: Record<typeof step, ReactNode> = {
    choose: null,
    wait: null,
    at_work: null,
    try: main(t('movingIn.try'), () => void tryOut()),
    try_again: main(t('movingIn.try_again'), () => void tryOut()),
    nothing: again,
    unfinished: main(
      t('movingIn.drop_unfinished', { count: unfinished.length }),
      () => void perform(() => acts.takeOut(...unfinished.map(({ id }) => id))),
    ),
    run: (
      <>
        {main(`${t('movingIn.run')}…`, () => setAsked(true))}
        {again}
      </>
    ),
    go_on: (
      <>
        {main(t('movingIn.go_on'), () => void perform(acts.run))}
        {again}
      </>
    ),
    done: (
      <Link href="/articles" className="button main">
        {t('movingIn.articles')}
      </Link>
    ),
  }
  return (
    <section
      ref={panel}
      tabIndex={-1}
      className="stack next-step"
      data-region
      aria-label={t('movingIn.steps')}
    >
      {move.state === 'failed' && (
        <Notice tone="wrong">
          <p>{t('movingIn.failed', { ...move.failure })}</p>
        </Notice>
      )}
      {choices.isCollided && <Collided choices={choices} />}
      {step === 'at_work' ? (
        <MoveProgress move={move} onStop={() => perform(acts.stop)} />
      ) : (
        <>
          <p>{t(`movingIn.next.${step}`)}</p>
          {shown[step] && <p className="acts">{shown[step]}</p>}
        </>
      )}
      {/* What a colleague has decided is said above, with what to do about it. */}
      {error !== undefined && !choices.isCollided && <Failed error={error} />}
      {isAsked && (
        <RunDialog
          move={move}
          onClose={() => setAsked(false)}
          onRun={() => {
            setAsked(false)
            void perform(acts.run)
          }}
        />
      )}
    </section>
  )
}

/** Where somebody else was faster, the page shows what they did, and nothing was done by this one. */
function Failed({ error }: { error: unknown }) {
  const { t } = useWords()
  if (!(error instanceof Refusal) || error.status !== 412) return <Trouble error={error} />
  return (
    <div role="alert">
      <Notice tone="warn">
        <p>{t('movingIn.stale')}</p>
      </Notice>
    </div>
  )
}

function Collided({ choices }: { choices: ChoicesState }) {
  const { t } = useWords()
  return (
    <div role="alert">
      <Notice
        tone="warn"
        acts={
          <>
            <Button onPress={choices.insist}>{t('movingIn.insist')}</Button>
            <Button look="quiet" onPress={choices.drop}>
              {t('movingIn.take_theirs')}
            </Button>
          </>
        }
      >
        <p>{t('movingIn.collided')}</p>
      </Notice>
    </div>
  )
}
