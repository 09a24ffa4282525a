/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { useMe } from '../api/newsroom.ts'
import { Refusal } from '../api/refusal.ts'
import { DeskFailure } from '../session/failure.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useInside } from './door.tsx'
import { Screen } from './screen.tsx'

/** Shows the desk to whoever is on the staff; to others, what an administrator needs to let them in. */
export function StaffOnly({ children }: { children: ReactNode }) {
  const { t } = useWords()
  const { account, signOut } = useInside()
  const me = useMe()
  if (me.data) return children
  if (me.isPending) return <Loading />
  const isStranger =
    me.error instanceof Refusal || (me.error instanceof DeskFailure && me.error.code === 'no_group')
  const code = me.error instanceof DeskFailure && me.error.code === 'no_group' ? 'no_group' : 'not_staff'
  return (
    <Screen title={t('failures.title')}>
      {isStranger ? (
        <p className="failure">{t(`failures.${code}`)}</p>
      ) : (
        <Trouble error={me.error} onRetry={() => void me.refetch()} />
      )}
      {code === 'not_staff' && isStranger && (
        <dl className="facts">
          <dt>{t('failures.principal')}</dt>
          <dd>
            <code>{account.principal}</code>
          </dd>
        </dl>
      )}
      <Button onPress={signOut}>{t('signOut')}</Button>
    </Screen>
  )
}
