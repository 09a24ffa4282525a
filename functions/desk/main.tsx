/** @jsxImportSource react */
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { ApiProvider } from './api/context.tsx'
import { keepShell } from './offline/register.ts'
import { Door, useInside } from './shell/door.tsx'
import { Frame } from './shell/frame.tsx'
import { useHashPath, useHashSearch } from './shell/hash-location.ts'
import { chooseLocale } from './shell/languages.ts'
import { Routes } from './shell/routes.tsx'
import { StaffOnly } from './shell/staff-only.tsx'
import { TellProvider } from './shell/tell.tsx'
import { loadWords, WordsProvider } from './words.tsx'

/** The desk's own address: what the user pool adds to it is taken off before anything else happens. */
const page = `${location.origin}/desk/`
const calledBy = location.href
// A code is of no use to anybody else, but it does not belong in a history.
history.replaceState(null, '', page + location.hash)

function Desk() {
  const { session, account } = useInside()
  return (
    <ApiProvider session={session} person={account.principal}>
      <Router hook={useHashPath} searchHook={useHashSearch}>
        <Frame>
          <StaffOnly>
            <Routes />
          </StaffOnly>
        </Frame>
      </Router>
    </ApiProvider>
  )
}

// What Chrome 109 of Windows 7, Firefox 115 and Safari 16 do not know is fetched by them alone.
if (!('groupBy' in Map && 'canParse' in URL)) await import('./old-browsers.ts')
await loadWords(chooseLocale())
const root = document.getElementById('desk')
if (!root) throw new Error('the page has no #desk')
createRoot(root).render(
  <WordsProvider>
    <TellProvider>
      <Door page={page} calledBy={calledBy}>
        <Desk />
      </Door>
    </TellProvider>
  </WordsProvider>,
)
keepShell()
