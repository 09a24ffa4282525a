/** @jsxImportSource react */
import { Suspense } from 'react'
import { Link, Route, Switch } from 'wouter'
import { isLocale } from '../../domain/locale.ts'
import { Today } from '../today/today.tsx'
import { Loading } from '../ui/loading.tsx'
import { rooms, useWords } from '../words.tsx'
import { late } from './late.ts'
import { Screen } from './screen.tsx'

const Articles = late(async () => (await import('../articles/articles.tsx')).Articles)
const ArticleScreen = late(async () => (await import('../article/article-screen.tsx')).ArticleScreen, 'work')
const NewArticleScreen = late(async () => (await import('../article/article-screen.tsx')).NewArticleScreen)
const Review = late(async () => (await import('../review/review.tsx')).Review)
const History = late(async () => (await import('../history/history.tsx')).History, 'history')
const Calendar = late(async () => (await import('../calendar/calendar.tsx')).Calendar, 'calendar')
const Letters = late(async () => (await import('../letters/letters.tsx')).Letters, 'letters')
const Releases = late(async () => (await import('../releases/releases.tsx')).Releases, 'releases')
const ReleaseScreen = late(
  async () => (await import('../releases/release-screen.tsx')).ReleaseScreen,
  'releases',
)
// It is a part of the settings, with their words around it.
const MenuScreen = late(async () => (await import('../menu/menu-screen.tsx')).MenuScreen, 'menu', 'settings')
const Settings = late(async () => (await import('../settings/settings.tsx')).Settings, 'settings')
const Royalties = late(async () => (await import('../royalties/royalties.tsx')).Royalties, 'royalties')
const StaffScreen = late(async () => (await import('../staff/staff-screen.tsx')).StaffScreen, 'staff')
// It says what was done in the words of histories.
const ActivityScreen = late(
  async () => (await import('../activity/activity-screen.tsx')).ActivityScreen,
  'activity',
  'history',
)
const LibraryScreen = late(
  async () => (await import('../library/library-screen.tsx')).LibraryScreen,
  'library',
)
const FileScreen = late(async () => (await import('../library/file-screen.tsx')).FileScreen, 'library')
const DescribeScreen = late(
  async () => (await import('../library/describe-screen.tsx')).DescribeScreen,
  'library',
)
const HelpScreen = late(async () => (await import('../help/help.ts')).HelpScreen, ...rooms)
const MovesScreen = late(async () => (await import('../moving-in/moves-screen.tsx')).MovesScreen, 'movingIn')
const MoveScreen = late(async () => (await import('../moving-in/move-screen.tsx')).MoveScreen, 'movingIn')
const LookBack = late(async () => (await import('../look-back/look-back.tsx')).LookBack, 'lookBack')
// The kinds of notices are words of both.
const NoticesScreen = late(
  async () => (await import('../notices/notices-screen.tsx')).NoticesScreen,
  'notices',
)
const PreferencesScreen = late(
  async () => (await import('../preferences/preferences-screen.tsx')).PreferencesScreen,
  'preferences',
  'notices',
)
const Translations = late(async () => (await import('../translations/translations.tsx')).Translations, 'work')

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
        <Route path="/releases">
          <Releases />
        </Route>
        <Route path="/releases/:id">{({ id }) => <ReleaseScreen key={id} id={id} />}</Route>
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
        <Route path="/moving-in">
          <MovesScreen />
        </Route>
        <Route path="/moving-in/:id">{({ id }) => <MoveScreen key={id} id={id} />}</Route>
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
        <Route path="/help/:page?">{({ page }) => <HelpScreen page={page} />}</Route>
        <Route path="/notices">
          <NoticesScreen />
        </Route>
        <Route path="/preferences">
          <PreferencesScreen />
        </Route>
        <Route path="/translations">
          <Translations />
        </Route>
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
