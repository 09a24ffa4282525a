/** @jsxImportSource react */
import { Suspense } from 'react'
import { Link, Route, Switch } from 'wouter'
import { Today } from '../today/today.tsx'
import { Loading } from '../ui/loading.tsx'
import { useWords } from '../words.tsx'
import { Screen } from './screen.tsx'

function Nowhere() {
  const { t } = useWords()
  return (
    <Screen title={t('shell.nowhere')}>
      <Link href="/">{t('shell.today')}</Link>
    </Screen>
  )
}

/** Which screen stands at which address (`/desk/#/articles`). A screen that one may not need comes when it is opened. */
export function Routes() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/">
          <Today />
        </Route>
        <Route>
          <Nowhere />
        </Route>
      </Switch>
    </Suspense>
  )
}
