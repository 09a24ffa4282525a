/** @jsxImportSource react */
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { shortDate } from '../../domain/dates.ts'
import { Refusal } from '../api/refusal.ts'
import { Screen } from '../shell/screen.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useChoices } from './choices.ts'
import { FilesPart } from './files-part.tsx'
import { ForgetMove } from './forget-move.tsx'
import { isAtWork, isGone, type Move } from './move.ts'
import { MoveStanding } from './move-standing.tsx'
import { NextStepPanel } from './next-step.tsx'
import { OutcomePart } from './outcome-part.tsx'
import { ReportActs } from './report-acts.tsx'
import { useSendings } from './sendings.ts'
import { UnderstoodPart } from './understood-part.tsx'
import { useMove } from './use-move.ts'

/** One move: its files, what comes of them, how they are understood, and the one thing to do next. */
export function MoveScreen({ id }: { id: string }) {
  const { t } = useWords()
  const sendings = useSendings(id)
  const { data, error, refetch } = useMove(id, sendings.isSending)
  if (data && !(error instanceof Refusal && isGone(error)))
    return <MoveShown key={id} move={data.data} tag={data.tag} sendings={sendings} />
  return (
    <Screen title={t('shell.moving_in')}>
      {!error && <Loading />}
      {error instanceof Refusal && isGone(error) ? (
        <Notice tone="warn" acts={<Link href="/moving-in">{t('movingIn.back')}</Link>}>
          <p>{t('movingIn.gone')}</p>
        </Notice>
      ) : (
        error && <Trouble error={error} onRetry={() => void refetch()} />
      )}
    </Screen>
  )
}

interface MoveShownProps {
  move: Move
  tag: string | undefined
  sendings: ReturnType<typeof useSendings>
}

function MoveShown({ move, tag, sendings }: MoveShownProps) {
  const { t, locale } = useWords()
  const choices = useChoices(move)
  useTold(move)
  const hasReport = move.reported !== undefined && !isAtWork(move)
  // What is done is at rest, until somebody says otherwise.
  const [isChanging, setChanging] = useState(false)
  const isOpen = move.state !== 'done' || isChanging
  const files = <FilesPart move={move} sendings={sendings} isOpen={isOpen} />
  return (
    <Screen title={move.name} acts={<MoveStanding state={move.state} />}>
      <p className="acts">
        <Link href="/moving-in">{t('movingIn.back')}</Link>
      </p>
      <NextStepPanel move={move} sendings={sendings} choices={choices} />
      {/* What came of them is looked at first, once that is known. */}
      {move.state === 'open' && files}
      {hasReport && <OutcomePart move={move} tag={tag} />}
      {hasReport && <ReportActs move={move} />}
      {hasReport && isOpen && <UnderstoodPart move={move} tag={tag} choices={choices} />}
      {move.state !== 'open' && !isAtWork(move) && files}
      {!isAtWork(move) && (
        <section className="stack" data-region aria-label={t('movingIn.of_move')}>
          <p className="hint">{t('movingIn.expires', { day: shortDate(move.expiresAt, locale) })}</p>
          <div className="acts">
            {!isOpen && <Button onPress={() => setChanging(true)}>{t('movingIn.change_files')}</Button>}
            <ForgetMove move={move} />
          </div>
        </section>
      )}
    </Screen>
  )
}

/** Tells whoever does not see it that the work has come to an end, or has begun. */
function useTold({ state }: Move): void {
  const { t } = useWords()
  const tell = useTell()
  const known = useRef(state)
  useEffect(() => {
    if (known.current === state) return
    known.current = state
    tell(t(`movingIn.states.${state}`))
  }, [state, t, tell])
}
