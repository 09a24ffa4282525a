/** @jsxImportSource react */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { dateline } from '../../domain/dates.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { Colleague } from './roster.ts'

/** As the API tells of it; `changed` is a moment, UTC. */
interface UserAccount {
  email: string
  state: 'invited' | 'active' | 'disabled'
  changed: string
}

/** Who signs in at the login pages is known by the pool and a number in it; others by keys or an office of theirs. */
export const hasAccount = ({ id }: Pick<Colleague, 'id'>) => /^[\w-]+:[0-9a-f-]{36}$/u.test(id)

/** By which address somebody signs in, how far they are, and their invitation again. */
export function AccountDialog({ who, onClose }: { who: Colleague; onClose: () => void }) {
  const { t, locale } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [error, setError] = useState<unknown>()
  const path = `/staff/${encodeURIComponent(who.id)}`
  const queryKey = ['account', who.id]
  const account = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await api.read<UserAccount>(`${path}/account`, { signal })).data,
    staleTime: 0,
  })
  const again = async (changed: string) => {
    try {
      setError(undefined)
      const { data } = await api.write<UserAccount>(`${path}/invitation`, {
        method: 'POST',
        body: { changed },
      })
      queries.setQueryData(queryKey, data)
      say(t('staff.account.sent', { email: data.email }))
    } catch (failure) {
      setError(failure)
    }
  }
  const { data } = account
  return (
    <Dialog title={t('staff.account.title_of', { name: who.name })} isOpen onClose={onClose}>
      {account.isPending && <Loading />}
      {account.error && <Trouble error={account.error} onRetry={() => void account.refetch()} />}
      {error !== undefined && <Trouble error={error} />}
      {data && (
        <>
          <p className="address">{data.email}</p>
          <p>{t(`staff.account.states.${data.state}`)}</p>
          <p className="when">{t('staff.account.changed', { at: dateline(data.changed, locale) })}</p>
        </>
      )}
      {data?.state === 'invited' && (
        <p className="acts">
          <Button onPress={() => void again(data.changed)}>{t('staff.account.again')}</Button>
        </p>
      )}
    </Dialog>
  )
}
