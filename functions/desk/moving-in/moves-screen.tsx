/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { dateline } from '../../domain/dates.ts'
import { useApi } from '../api/context.tsx'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Moment } from '../ui/moment.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type Move, toBringIn } from './move.ts'
import { MoveStanding } from './move-standing.tsx'
import { useMoves } from './use-move.ts'

/** Where a move of articles from an old site begins, and those that were made before. */
export function MovesScreen() {
  const { t } = useWords()
  return (
    <Screen title={t('shell.moving_in')}>
      <p className="intro">{t('movingIn.what')}</p>
      <Begin />
      <Moves />
    </Screen>
  )
}

function Begin() {
  const { t, locale } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [name, setName] = useState('')
  const [isSending, setSending] = useState(false)
  const [error, setError] = useState<unknown>()
  const begin = async () => {
    setSending(true)
    setError(undefined)
    try {
      const unnamed = t('movingIn.unnamed', { at: dateline(new Date().toISOString(), locale) })
      const body = { name: name.trim() || unnamed }
      const { data } = await api.write<Move>('/moves', { method: 'POST', body })
      void queries.invalidateQueries({ queryKey: ['moves'] })
      go(`/moving-in/${data.id}`)
    } catch (failure) {
      setError(failure)
      setSending(false)
    }
  }
  return (
    <form
      className="stack settings-form"
      data-region
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSending) void begin()
      }}
    >
      <TextField
        label={t('movingIn.name')}
        hint={t('movingIn.name_hint')}
        value={name}
        onChange={setName}
        maxLength={120}
      />
      {error !== undefined && <Trouble error={error} />}
      <p className="acts">
        <Button look="main" type="submit" isDisabled={isSending}>
          {t('movingIn.begin')}
        </Button>
      </p>
    </form>
  )
}

function Moves() {
  const { t } = useWords()
  const list = useMoves()
  const moves = list.data?.pages.flatMap((page) => page.moves) ?? []
  return (
    <section className="stack" data-region aria-labelledby="moves">
      <h2 id="moves">{t('movingIn.moves')}</h2>
      {list.isPending && <Loading />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && moves.length === 0 && <p className="empty">{t('movingIn.none')}</p>}
      {moves.length > 0 && (
        <ul className="file-rows">
          {moves.map((move) => (
            <Row key={move.id} move={move} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="acts">
          <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('movingIn.more')}
          </Button>
        </p>
      )}
    </section>
  )
}

function Row({ move }: { move: Move }) {
  const { t } = useWords()
  const brought = move.state === 'done' ? toBringIn(move) : 0
  return (
    <li>
      <div className="says">
        <Link href={`/moving-in/${move.id}`} className="title">
          {move.name}
        </Link>
        <span className="when">
          {t('movingIn.begun', { name: move.by.name })} · <Moment at={move.at} />
          {brought > 0 && ` · ${t('movingIn.brought', { count: brought })}`}
        </span>
      </div>
      <MoveStanding state={move.state} />
    </li>
  )
}
