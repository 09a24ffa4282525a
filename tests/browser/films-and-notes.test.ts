import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { translator } from '../../functions/views/i18n.tsx'
import { anArticle, aText, newId } from '../support/articles/articles.ts'
import { findings } from '../support/browser/axe.ts'
import { phone } from '../support/browser/browser.ts'
import { aReaderSite } from '../support/browser/reader-site.ts'
import { webVtt } from '../support/media/films.ts'
import { upload } from '../support/media/media.ts'
import { as } from '../support/product/cloud.ts'

const site = aReaderSite()
const player = 'https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1'

/** Publishes a body in both languages; answers its paths. */
async function publish(body: string): Promise<Record<string, string>> {
  const id = newId()
  const translations = Object.fromEntries(locales.map((locale) => [locale, aText({ title: 'Phim', body })]))
  let { etag } = await as(site.cloud, 'editor').create(id, anArticle({ translations }))
  const paths: Record<string, string> = {}
  for (const locale of locales) {
    const answer = await as(site.cloud, 'admin').publish(id, locale, etag)
    etag = answer.etag
    paths[locale] = new URL(answer.body.addresses[locale]).pathname
  }
  await site.cloud.settled()
  return paths
}

/** A second of film, as a browser records it. */
async function record(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    const context = canvas.getContext('2d')!
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const ended = new Promise((resolve) => {
      recorder.onstop = resolve
    })
    recorder.start()
    for (let shade = 0; shade < 30; shade++) {
      context.fillStyle = `hsl(${shade * 12} 80% 50%)`
      context.fillRect(0, 0, canvas.width, canvas.height)
      await new Promise(requestAnimationFrame)
    }
    recorder.stop()
    await ended
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  })
  return Buffer.from(base64, 'base64')
}

describe.each(locales)('footnotes, in %s', (locale) => {
  const t = translator(locale)
  const body =
    '<p>Một<small role="note">Xem <a href="/vi">a</a>.</small> hai<small role="note">Xem b.</small></p><p>Ba.</p>'.concat(
      '<p>Bốn.</p>'.repeat(40),
    )

  it('lead to their words and back, without a script too', async () => {
    const paths = await publish(body)
    for (const javaScriptEnabled of [true, false]) {
      const { page, troubles } = await site.reader({ viewport: phone, javaScriptEnabled })
      await page.goto(paths[locale]!)
      const notes = page.locator('[role=doc-endnotes]')
      expect(await notes.getByRole('heading', { level: 2 }).innerText()).toBe(t('article.notes'))
      expect(await notes.getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringMatching(/^Xem a\./u),
        expect.stringMatching(/^Xem b\./u),
      ])
      const second = page.locator('[role=doc-noteref]').nth(1)
      expect(await second.innerText()).toBe('2')
      await second.focus()
      await page.keyboard.press('Enter')
      expect(new URL(page.url()).hash).toBe('#note-2')
      await notes.getByLabel(t('article.backToText', { number: 2 })).click()
      expect(new URL(page.url()).hash).toBe('#note-ref-2')
      expect(troubles).toEqual([])
      if (javaScriptEnabled) expect(await findings(page)).toEqual([])
    }
  })

  it('are printed with their numbers, without links back', async () => {
    const paths = await publish(body)
    const { page } = await site.reader()
    await page.goto(paths[locale]!)
    await page.emulateMedia({ media: 'print' })
    const notes = page.locator('[role=doc-endnotes]')
    expect(await notes.getByText('Xem b.').isVisible()).toBe(true)
    expect(await page.locator('[role=doc-backlink]').filter({ visible: true }).count()).toBe(0)
    expect(await page.locator('[role=doc-noteref]').filter({ visible: true }).count()).toBe(2)
  })
})

describe.each(locales)('a film of another site, in %s', (locale) => {
  const t = translator(locale)
  const body =
    '<p>a</p><figure><a href="https://www.youtube.com/watch?v=abcdefghijk" data-embed="">Hội nghị</a><figcaption>b</figcaption></figure>'

  it('asks that site for nothing before a reader clicks, and then for its player alone', async () => {
    const paths = await publish(body)
    const { page, troubles } = await site.reader()
    const asked: string[] = []
    await page.context().route(/youtube/u, (route) => {
      asked.push(route.request().url())
      return route.fulfill({ contentType: 'text/html', body: '<title>player</title>' })
    })
    await page.goto(paths[locale]!, { waitUntil: 'networkidle' })
    expect(asked).toEqual([])
    expect(await findings(page)).toEqual([])
    const card = page.getByRole('link', { name: t('article.filmOn', { host: 'YouTube' }) })
    expect(await page.getByText(t('article.filmPlays', { host: 'YouTube' })).isVisible()).toBe(true)
    await card.focus()
    await page.keyboard.press('Enter')
    const frame = page.locator('iframe')
    await frame.waitFor()
    expect(await frame.getAttribute('title')).toContain('Hội nghị')
    await expect.poll(() => asked).toEqual([player])
    expect(await frame.evaluate((each) => each === document.activeElement)).toBe(true)
    expect(await card.count()).toBe(0)
    expect(troubles.filter((each) => !each.includes('youtube'))).toEqual([])
  })

  it('is a plain link without a script', async () => {
    const paths = await publish(body)
    const { page } = await site.reader({ javaScriptEnabled: false })
    await page.goto(paths[locale]!)
    const card = page.getByRole('link', { name: 'Hội nghị' })
    expect(await card.getAttribute('href')).toBe('https://www.youtube.com/watch?v=abcdefghijk')
    expect(await page.getByText(t('article.filmPlays', { host: 'YouTube' })).isVisible()).toBe(false)
  })
})

describe('a page', () => {
  it('may hold frames of the players and of nothing else', async () => {
    const paths = await publish('<p>a</p>')
    const { page, troubles } = await site.reader()
    await page.goto(paths.vi!)
    await page.evaluate(() => {
      const frame = document.createElement('iframe')
      frame.src = 'https://www.youtube.com/embed/abcdefghijk'
      document.body.append(frame)
    })
    await expect.poll(() => troubles.join()).toMatch(/frame-src/u)
  })
})

describe('a film of the library', () => {
  it('plays with its captions once a reader starts it, and is not fetched before', async () => {
    const { page, troubles } = await site.reader()
    await page.goto('/vi')
    const film = await record(page)
    const { id, answer } = await upload(site.cloud, 'Hội nghị.webm', film)
    expect(answer.body.media.file).toMatchObject({ kind: 'video', width: 300, height: 150 })
    const captions = await upload(site.cloud, 'Hội nghị.vtt', Buffer.from(webVtt))
    const body = `<p>a</p><figure><video src="media:${id}"><track src="media:${captions.id}" srclang="vi"></video><figcaption>b</figcaption></figure>`
    const paths = await publish(body)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(paths.vi!, { waitUntil: 'networkidle' })
    expect(asked.filter((url) => url.includes('/media/'))).toEqual([])
    const video = page.locator('video')
    const played = await video.evaluate(async (each: HTMLVideoElement) => {
      each.muted = true
      each.textTracks[0]!.mode = 'showing'
      await each.play()
      const track = each.querySelector('track')!
      if (track.readyState < 2) await new Promise((resolve) => track.addEventListener('load', resolve))
      return {
        width: each.videoWidth,
        words: [...(each.textTracks[0]!.cues ?? [])].map((cue) => (cue as VTTCue).text),
      }
    })
    expect(played).toEqual({ width: 300, words: ['Xin chào quý vị.'] })
    expect(troubles).toEqual([])
  })
})
