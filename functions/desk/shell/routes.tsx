/** @jsxImportSource react */
import { lazy, Suspense } from 'react'
import { Link, Route, Switch } from 'wouter'
import { isLocale } from '../../domain/locale.ts'
import { Today } from '../today/today.tsx'
import { Loading } from '../ui/loading.tsx'
import { loadRoom, useWords } from '../words.tsx'
import { Screen } from './screen.tsx'

const Articles = lazy(async () => ({ default: (await import('../articles/articles.tsx')).Articles }))
const ArticleScreen = lazy(async () => ({
  default: (await import('../article/article-screen.tsx')).ArticleScreen,
}))
const NewArticleScreen = lazy(async () => ({
  default: (await import('../article/article-screen.tsx')).NewArticleScreen,
}))
const Review = lazy(async () => ({ default: (await import('../review/review.tsx')).Review }))

const Calendar = lazy(async () => ({ default: (await import('../calendar/calendar.tsx')).Calendar }))
const Letters = lazy(async () => ({ default: (await import('../letters/letters.tsx')).Letters }))
const MenuScreen = lazy(async () => {
  // It is a part of the settings, with their words around it.
  const [{ MenuScreen: screen }] = await Promise.all([
    import('../menu/menu-screen.tsx'),
    loadRoom('settings'),
  ])
  return { default: screen }
})
const Royalties = lazy(async () => {
  const [{ Royalties: screen }] = await Promise.all([
    import('../royalties/royalties.tsx'),
    loadRoom('royalties'),
  ])
  return { default: screen }
})
const Settings = lazy(async () => {
  const [{ Settings: screen }] = await Promise.all([import('../settings/settings.tsx'), loadRoom('settings')])
  return { default: screen }
})
const StaffScreen = lazy(async () => {
  const [{ StaffScreen: screen }] = await Promise.all([
    import('../staff/staff-screen.tsx'),
    loadRoom('staff'),
  ])
  return { default: screen }
})
const ActivityScreen = lazy(async () => {
  const [{ ActivityScreen: screen }] = await Promise.all([
    import('../activity/activity-screen.tsx'),
    loadRoom('activity'),
  ])
  return { default: screen }
})
const LibraryScreen = lazy(async () => {
  const [{ LibraryScreen: screen }] = await Promise.all([
    import('../library/library-screen.tsx'),
    loadRoom('library'),
  ])
  return { default: screen }
})
const FileScreen = lazy(async () => {
  const [{ FileScreen: screen }] = await Promise.all([
    import('../library/file-screen.tsx'),
    loadRoom('library'),
  ])
  return { default: screen }
})
const DescribeScreen = lazy(async () => {
  const [{ DescribeScreen: screen }] = await Promise.all([
    import('../library/describe-screen.tsx'),
    loadRoom('library'),
  ])
  return { default: screen }
})
const LookBack = lazy(async () => {
  const [{ LookBack: screen }] = await Promise.all([
    import('../look-back/look-back.tsx'),
    loadRoom('lookBack'),
  ])
  return { default: screen }
})
const History = lazy(async () => ({ default: (await import('../history/history.tsx')).History }))

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
        <Route path="/articles">
          <Articles />
        </Route>
        <Route path="/new">
          <NewArticleScreen />
        </Route>
        <Route path="/calendar">
          <Calendar />
        </Route>
        <Route path="/letters">
          <Letters />
        </Route>
        <Route path="/royalties/*?">
          <Royalties />
        </Route>
        <Route path="/menu">
          <MenuScreen />
        </Route>
        <Route path="/settings/:part?">{({ part }) => <Settings part={part} />}</Route>
        <Route path="/staff/:view?">{({ view }) => <StaffScreen view={view} />}</Route>
        <Route path="/activity">
          <ActivityScreen />
        </Route>
        <Route path="/media">
          <LibraryScreen />
        </Route>
        <Route path="/media/describe/:text">
          {({ text }) => (isLocale(text) ? <DescribeScreen key={text} locale={text} /> : <Nowhere />)}
        </Route>
        <Route path="/media/:id">{({ id }) => <FileScreen key={id} id={id} />}</Route>
        <Route path="/look-back/:view?">{({ view }) => <LookBack view={view} />}</Route>
        <Route path="/a/:id/:text?">{({ id, text }) => <ArticleScreen id={id} text={text} />}</Route>
        <Route path="/a/:id/:text/review">
          {({ id, text }) =>
            isLocale(text) ? <Review key={`${id} ${text}`} id={id} text={text} /> : <Nowhere />
          }
        </Route>
        <Route path="/a/:id/:text/history">
          {({ id, text }) =>
            isLocale(text) ? <History key={`${id} ${text}`} id={id} text={text} /> : <Nowhere />
          }
        </Route>
        <Route>
          <Nowhere />
        </Route>
      </Switch>
    </Suspense>
  )
}
