/** @jsxImportSource react */
import { useState } from 'react'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { Button } from '../ui/button.tsx'
import { fileSize } from '../ui/file-size.ts'
import { useWords } from '../words.tsx'
import type { Move, Progress } from './move.ts'
import { timeLeft } from './time-left.ts'

/** What is known of how far it is: bytes while files are fetched, else items; how fast; how long it takes still. */
function useFacts(): (progress: Progress | undefined) => string[] {
  const { t, locale } = useWords()
  return (progress) => {
    if (!progress) return []
    const { phase, done, total, perSecond, secondsLeft } = progress
    const isBytes = phase === 'fetching'
    const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
    const count = (value: number) =>
      isBytes ? fileSize(value, locale) : new Intl.NumberFormat(locale).format(value)
    const values = { done: count(done), total: count(total ?? 0) }
    return [
      t(`movingIn.progress.${total === undefined ? 'so_far' : 'of'}${isBytes ? '_bytes' : ''}`, values),
      ...(perSecond && !isBytes ? [t('movingIn.progress.rate', { rate: numbers.format(perSecond) })] : []),
      ...(secondsLeft === undefined
        ? []
        : [t('movingIn.progress.left', { time: timeLeft(secondsLeft, locale) })]),
    ]
  }
}

interface MoveProgressProps {
  move: Move
  onStop: () => Promise<void>
}

/** How far a trial or a move is. It goes on at the server, whether or not somebody looks. */
export function MoveProgress({ move: { state, progress, stopping }, onStop }: MoveProgressProps) {
  const { t } = useWords()
  const [isStopping, setStopping] = useState(false)
  const { done = 0, total } = progress ?? {}
  const label = t(`movingIn.progress.label.${state === 'trying' ? 'trying' : 'running'}`)
  const phase = progress?.phase
  const facts = useFacts()(progress)
  return (
    <>
      <ProgressBar
        className="progress"
        aria-label={label}
        {...(total ? { value: (done / total) * 100 } : { isIndeterminate: true })}
      >
        <b>{label}</b>
        {phase && <span> · {t(`movingIn.phases.${phase}`)}</span>}
        <progress {...(total && { value: done / total, max: 1 })} aria-hidden="true" />
        <span className="when">{facts.join(' · ')}</span>
      </ProgressBar>
      <p className="hint">{t('movingIn.progress.close')}</p>
      <p className="acts">
        <Button
          isDisabled={isStopping || stopping}
          onPress={() => {
            setStopping(true)
            void onStop().finally(() => setStopping(false))
          }}
        >
          {t(stopping ? 'movingIn.stopping' : 'movingIn.stop')}
        </Button>
      </p>
    </>
  )
}
