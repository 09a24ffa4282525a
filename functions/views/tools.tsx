import type { Child } from 'hono/jsx'
import { formPath } from '../domain/site/paths.ts'
import type { View } from './frame.ts'

/** Everything in it needs the script, which shows it. */
function Scripted({ children }: { children: Child }) {
  return <div class="tools scripted">{children}</div>
}

const sizes = [
  ['s', 'A−'],
  ['m', 'A'],
  ['l', 'A+'],
  ['xl', 'A++'],
] as const

/** `isHeard`: there is a recording of it, and nothing for a voice of the browser to do. */
export function ReadingTools({ view: { say, t }, isHeard = false }: { view: View; isHeard?: boolean }) {
  return (
    <Scripted>
      {/* WebKit lays out a legend by rules of its own, above what it should stand beside. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div class="sizes" role="group" aria-labelledby="text-size">
        <span id="text-size">{say('tools.textSize')}</span>
        {sizes.map(([size, sign]) => (
          <button type="button" data-size={size} aria-pressed={size === 'm' ? 'true' : 'false'}>
            {sign}
            <span class="vh"> {say(`tools.${size}`)}</span>
          </button>
        ))}
      </div>
      <button type="button" data-do="contrast" aria-pressed="false">
        <span class="half" aria-hidden="true" title={t('tools.contrast')} />
        <span class="vh">{say('tools.contrast')}</span>
      </button>
      <button type="button" data-do="print">
        {say('tools.print')}
      </button>
      {!isHeard && (
        <button type="button" data-do="read" aria-pressed="false" disabled>
          {say('tools.read')}
        </button>
      )}
    </Scripted>
  )
}

/** The article to take along: on paper, as one file, and its day in a calendar. */
export function Take({ view, eventDate }: { view: View; eventDate: string | undefined }) {
  return (
    <ul class="tools">
      <li>
        <a href={formPath(view.path, 'pdf')} type="application/pdf" rel="nofollow">
          {view.say('tools.pdf')}
        </a>
      </li>
      <li>
        <a href={formPath(view.path, 'html')} type="text/html" rel="nofollow">
          {view.say('tools.html')}
        </a>
      </li>
      {eventDate && (
        <li>
          <a href={formPath(view.path, 'ics')} type="text/calendar" rel="nofollow">
            {view.say('tools.calendar')}
          </a>
        </li>
      )}
    </ul>
  )
}

/**
 * What Zalo's own share button opens: `d` is the address as JSON in base 64. (Zalo documents the button, which loads its
 * script into the page, but not this address.)
 */
function zaloShare(address: string): string {
  return `https://button-share.zalo.me/share_external?d=${encodeURIComponent(btoa(JSON.stringify({ url: address })))}`
}

/** Plain links: nothing of Facebook or Zalo runs in the page, and they learn of a reader only who follows one. */
export function Share({ view, title }: { view: View; title: string }) {
  const { t, say } = view
  const address = view.siteUrl + view.path
  const encoded = encodeURIComponent(address)
  return (
    <section class="share" aria-labelledby="share">
      <h2 id="share">{say('tools.share')}</h2>
      <ul class="tools">
        <li>
          <a href={`https://www.facebook.com/sharer/sharer.php?u=${encoded}`} rel="noopener nofollow">
            Facebook
          </a>
        </li>
        <li>
          <a href={zaloShare(address)} rel="noopener nofollow">
            Zalo
          </a>
        </li>
        <li>
          <a href={`mailto:?subject=${encodeURIComponent(title)}&body=${encoded}`}>{say('tools.email')}</a>
        </li>
        <li class="scripted">
          <button
            type="button"
            data-do="copy"
            data-done={t('tools.copied')}
            data-failed={t('tools.notCopied')}
          >
            {say('tools.copy')}
          </button>
        </li>
        <li class="scripted">
          <button type="button" data-do="share" hidden>
            {say('tools.device')}
          </button>
        </li>
      </ul>
      <p class="told" role="status" data-told></p>
    </section>
  )
}
