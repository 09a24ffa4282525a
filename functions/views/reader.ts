/**
 * What the reader's browser runs. Pages are complete without it: it shows the tools that need it (`.scripted`), and
 * counts a view. Every word it says stands in the page.
 */

import { itemParameters } from '../domain/old-address.ts'
import { readAloud, wireVoice } from './read-aloud.ts'
import { wireSuggestions } from './suggest.ts'

const root = document.documentElement
const sizes = ['s', 'm', 'l', 'xl']

/** A browser may refuse its storage (private windows, settings), with an exception at any access. */
function stored(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key)
  } catch {
    return undefined
  }
}

function store(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value)
    return true
  } catch {
    return false
  }
}

const sizeKey = 'bantin:text'

function showSize(size: string): void {
  root.dataset.text = size
  for (const button of document.querySelectorAll<HTMLElement>('[data-size]'))
    button.setAttribute('aria-pressed', String(button.dataset.size === size))
}

function currentSize(): string {
  const size = stored(sizeKey) ?? 'm'
  return sizes.includes(size) ? size : 'm'
}

const contrastKey = 'bantin:contrast'

function showContrast(contrast: string): void {
  root.dataset.contrast = contrast
  document.querySelector('[data-do=contrast]')?.setAttribute('aria-pressed', String(contrast === 'more'))
}

/** Whoever chose nothing here gets what their device asks for. */
function currentContrast(): string {
  return stored(contrastKey) ?? (matchMedia('(prefers-contrast: more)').matches ? 'more' : 'normal')
}

function tell(words = ''): void {
  const told = document.querySelector('[data-told]')
  if (told) told.textContent = words
}

/** The address to pass on: the page's own, without what the reader's path to it added. */
function address(): string {
  return document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? location.href
}

async function copy({ dataset }: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(address())
    tell(dataset.done)
  } catch {
    tell(dataset.failed)
  }
}

const acts: Record<string, (button: HTMLElement) => void> = {
  print: () => window.print(),
  copy: (button) => void copy(button),
  contrast: () => {
    const contrast = root.dataset.contrast === 'more' ? 'normal' : 'more'
    showContrast(contrast)
    store(contrastKey, contrast)
  },
  read: (button) => void readAloud(button),
  // Closing the device's dialogue rejects; that is an answer, not a fault.
  share: () => void navigator.share({ title: document.title, url: address() }).catch(() => {}),
}

/** Puts the player of another site in the place of the link to its film. */
function play(link: HTMLElement): void {
  const frame = document.createElement('iframe')
  frame.title = link.innerText
  frame.allow = 'autoplay; fullscreen; picture-in-picture'
  frame.src = link.dataset.player ?? ''
  link.nextElementSibling?.remove()
  link.replaceWith(frame)
  frame.focus()
}

function wireTools(): void {
  root.classList.add('js')
  showSize(currentSize())
  showContrast(currentContrast())
  document.addEventListener('click', (event) => {
    const { target } = event
    const button =
      target instanceof Element ? target.closest<HTMLElement>('[data-size],[data-do],[data-player]') : null
    const { size, do: act, player } = button?.dataset ?? {}
    // With a key held the link opens elsewhere, as every link does.
    if (button && player && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault()
      play(button)
    }
    if (size) {
      showSize(size)
      store(sizeKey, size)
    } else if (button && act) acts[act]?.(button)
  })
  if ('share' in navigator) document.querySelector('[data-do=share]')?.removeAttribute('hidden')
}

/** What this browser has counted: `<id>:<sum>` of each article, the latest last. */
const countedKey = 'bantin:counted'
const idOf = (entry: string) => entry.split(':')[0]
/** Of the empty body: the CDN signs what it passes on, and asks for the hash. */
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** A page may come from a cache that is an hour old: no reader sees fewer views than they have seen before. */
function showViews(views: number): void {
  const shown = document.querySelector('[data-views]')
  if (shown && views > Number(shown.textContent?.replace(/\D/gu, '')))
    shown.textContent = new Intl.NumberFormat(root.lang).format(views)
}

function showRemembered(id: string): void {
  const entry = stored(countedKey)
    ?.split(' ')
    .reverse()
    .find((each) => idOf(each) === id)
  showViews(Number(entry?.split(':')[1] ?? 0))
}

/** Once per article and browser. What cannot be remembered is not counted, because each reload would be. */
async function countView(id: string): Promise<void> {
  const before = stored(countedKey)
  const entries = before?.split(' ') ?? []
  const remember = (entry: string) => store(countedKey, [...entries, entry].slice(-200).join(' '))
  if (before === undefined || entries.some((entry) => idOf(entry) === id) || !remember(id)) return
  try {
    const answer = await fetch(`/views/${id}/${root.lang}`, {
      method: 'POST',
      keepalive: true,
      headers: { 'x-amz-content-sha256': emptyHash },
    })
    if (!answer.ok) throw answer
    const { views } = await answer.json()
    remember(`${id}:${views}`)
    showViews(views)
  } catch {
    // Not counted this time; the next visit may be.
    store(countedKey, entries.join(' '))
  }
}

/** Tells that nothing stands at this address: what it is, and nothing else. Programs are not counted at all. */
async function tellLost(): Promise<void> {
  // Of what else the link asked for only what told items of the old portal apart.
  const item = [...new URLSearchParams(location.search)].filter(([name]) =>
    itemParameters.some((each) => each === name.toLowerCase()),
  )
  const query = item.length > 0 ? `?${new URLSearchParams(item)}` : ''
  const bytes = new TextEncoder().encode(location.pathname + query)
  if (bytes.length > 800) return
  const address = btoa(String.fromCharCode(...bytes))
    .replace(/\+/gu, '-')
    .replace(/\//gu, '_')
    .replace(/=/gu, '')
  const init = { method: 'POST', keepalive: true, headers: { 'x-amz-content-sha256': emptyHash } }
  await fetch(`/views/lost/${address}`, init).catch(() => undefined)
}

/** Runs `then` when the page has been in front of somebody for `seconds`, all told. */
function whenSeen(seconds: number, then: () => void): void {
  let left = seconds
  const timer = setInterval(() => {
    // A page that is being prerendered is hidden.
    if (document.visibilityState === 'visible') left -= 1
    if (left > 0) return
    clearInterval(timer)
    then()
  }, 1000)
}

/** Who asked for little data gets the smallest form of every picture that is not on its way yet. */
function spareData(): void {
  if (!('connection' in navigator) || !Reflect.get(Object(navigator.connection), 'saveData')) return
  for (const part of document.querySelectorAll('picture > *')) part.setAttribute('sizes', '1px')
}

function start(): void {
  spareData()
  wireTools()
  wireVoice()
  wireSuggestions()
  const id = document.querySelector<HTMLElement>('[data-id]')?.dataset.id
  if (id) showRemembered(id)
  if (id && !navigator.webdriver) whenSeen(4, () => void countView(id))
  if (document.querySelector('[data-lost]') && !navigator.webdriver) whenSeen(1, () => void tellLost())
}

// The script may run before the page is parsed: the look is set at once, the rest when there is something to wire.
root.dataset.text = currentSize()
root.dataset.contrast = currentContrast()
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start)
else start()
