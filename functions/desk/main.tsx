/** @jsxImportSource hono/jsx/dom */
import './without-eval.ts'

import { type Child, render } from 'hono/jsx/dom'
import { isLocale, type Locale } from '../domain/locale.ts'
import { DeskFailure } from './failure.ts'
import { chooseLocale, keepLocale, wireLanguages } from './languages.ts'
import { openSession } from './open.ts'
import { Done, Failed, Loading, SignedOut, type View, Waiting } from './screens.tsx'
import type { Account, Session } from './session.ts'
import { type Translate, translator } from './words.ts'
import { readWork, type Work } from './work.ts'

/** The desk's own address: what the user pool adds to it is taken off before anything else happens. */
const page = `${location.origin}/desk/`

type Screen = (view: View) => Child

let locale: Locale = chooseLocale()
let shown: Screen = Loading
let session: Session | undefined
let account: Account | undefined

function element(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

function draw(): void {
  const t = translator(locale)
  document.documentElement.lang = locale
  for (const each of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = each.dataset.word
    if (word === 'title' || word === 'skip') each.textContent = t(word)
  }
  element('languages').setAttribute('aria-label', t('locale'))
  render(shown({ t, locale }), element('screen'))
  const heading = document.querySelector('h1')?.textContent
  document.title = heading && heading !== t('title') ? `${heading} · ${t('title')}` : t('title')
}

/** Whoever does not see the page hears what it says now, and goes on from its heading. */
function show(screen: Screen, told?: (t: Translate) => string): void {
  const isFirst = shown === Loading
  shown = screen
  draw()
  element('told').textContent = told?.(translator(locale)) ?? ''
  if (!isFirst) document.querySelector<HTMLElement>('[data-focus]')?.focus()
}

/** `act`: what failed, which can be tried again. */
function showFailure(error: unknown, act: () => Promise<void>): void {
  const failure =
    error instanceof DeskFailure ? error : new DeskFailure('outage', String(error), { cause: error })
  const acts = {
    onRetry: () => run(act),
    onSignIn: () => run(failure.code === 'signed_out' ? signInAgain : signIn),
    onSignOut: () => run(signOut),
  }
  show(
    (view) => <Failed {...view} failure={failure} account={account} {...acts} />,
    (t) => t(`failures.${failure.code}`),
  )
}

function showWork(work: Work): void {
  const acts = { onReload: () => run(load), onSignOut: () => run(signOut) }
  show(
    (view) => <Waiting {...view} work={work} account={account} {...acts} />,
    (t) => t('me.welcome', { name: work.member.name }),
  )
}

function run(act: () => Promise<void>): void {
  act().catch((error) => showFailure(error, act))
}

async function opened(): Promise<Session> {
  session ??= await openSession(page)
  return session
}

async function load(): Promise<void> {
  const open = await opened()
  account = await open.find()
  if (account) showWork(await whileTold(readWork(open)))
  else show((view) => <SignedOut {...view} onSignIn={() => run(signIn)} />)
}

/** Whoever waits for an answer sees and hears that they do. */
async function whileTold<T>(answer: Promise<T>): Promise<T> {
  const screen = element('screen')
  screen.setAttribute('aria-busy', 'true')
  element('told').textContent = translator(locale)('loading')
  return await answer.finally(() => screen.removeAttribute('aria-busy'))
}

async function signIn(): Promise<void> {
  await (await opened()).signIn(locale)
}

async function signInAgain(): Promise<void> {
  await (await opened()).signInAgain(locale)
  await load()
}

async function signOut(): Promise<void> {
  await (await opened()).signOut()
}

/** `address`: that by which the page was called. */
async function start(address: string): Promise<void> {
  const outcome = await (await opened()).finish(address)
  if (outcome === 'other') show(Done)
  // An answer is taken once; what fails from here on is tried again without it.
  else run(load)
}

wireLanguages((chosen) => {
  if (!isLocale(chosen)) return
  locale = chosen
  keepLocale(locale)
  draw()
})
draw()
const calledBy = location.href
// A code is of no use to anybody else, but it does not belong in a history.
history.replaceState(null, '', page)
run(() => start(calledBy))
