import fc from 'fast-check'
import { parseFragment, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import {
  append,
  appendText,
  attribute,
  element,
  insertBefore,
  isElement,
  remove,
  setAttribute,
} from '../../functions/domain/body/tree.ts'
import type { MediaFile } from '../../functions/domain/library/file.ts'
import * as pages from '../../functions/views/pages.tsx'
import { anySoup } from '../support/articles/body-soup.ts'
import { aFrame, anArticlePage, nobodyNear } from './views-examples.ts'

const id = '4k7m2p9x1a'
const files = {
  picture: {
    kind: 'picture',
    hash: '0'.repeat(32),
    width: 900,
    height: 600,
    widths: [320, 900],
    fallback: 900,
    bytes: 1200,
    cards: [240],
    og: { width: 900, height: 473 },
  },
  document: { kind: 'document', hash: '1'.repeat(32), file: 'a.pdf', type: 'application/pdf', bytes: 1200 },
  audio: { kind: 'audio', hash: '2'.repeat(32), file: 'a.mp3', type: 'audio/mpeg', bytes: 9, seconds: 65 },
  video: {
    kind: 'video',
    hash: '3'.repeat(32),
    file: 'a.mp4',
    type: 'video/mp4',
    bytes: 12_000_000,
    seconds: 65,
    width: 640,
    height: 360,
  },
  captions: { kind: 'captions', hash: '4'.repeat(32), file: 'a.vtt', type: 'text/vtt', bytes: 90 },
} satisfies Record<string, MediaFile>

/** The body on the page of an article, as a browser reads it. */
function shownBody(body: string, file?: MediaFile, more: Record<string, MediaFile> = {}): Tree.Element {
  const article = anArticlePage('vi', { body, media: file ? { [id]: file, ...more } : {} })
  return bodyOf(pages.renderArticle(aFrame('vi'), { article, nearby: nobodyNear, views: 0 }))
}

function bodyOf(html: string): Tree.Element {
  const page = parseFragment(html)
  const [found] = elements(page).filter((each) => attribute(each, 'class') === 'body')
  if (!found) throw new Error('the page shows no body')
  return found
}

const elements = (parent: Tree.ParentNode): Tree.Element[] =>
  parent.childNodes.filter(isElement).flatMap((each) => [each, ...elements(each)])
const shown = (body: string, file?: MediaFile) => serialize(shownBody(body, file))
const named = (body: Tree.Element, tag: string) => elements(body).filter(({ tagName }) => tagName === tag)

/** What the page says beyond what is stored, taken away again. */
function stored(body: Tree.Element): string {
  const sections = named(body, 'section').filter((each) => attribute(each, 'class') === 'notes')
  const notes = sections.flatMap((section) => named(section, 'li').filter((each) => attribute(each, 'id')))
  for (const sign of named(body, 'sup').filter((each) => attribute(each, 'class') === 'note')) {
    const [words] = notes.shift()?.childNodes.filter(isElement) ?? []
    if (!words) throw new Error('a number leads to no note')
    const small = element('small', { role: 'note' })
    append(small, [...words.childNodes])
    insertBefore(sign, small)
    remove(sign)
  }
  for (const section of sections) remove(section)
  for (const film of named(body, 'a').filter((each) => attribute(each, 'class') === 'film')) {
    const [words] = film.childNodes.filter(isElement)
    const isNamed = words && attribute(words, 'class') === undefined
    const href = attribute(film, 'href') ?? ''
    const link = element('a', { href, 'data-embed': '' })
    if (isNamed) append(link, [...words.childNodes])
    else appendText(link, href)
    insertBefore(film, link)
    for (const each of [film, ...(film.parentNode?.childNodes ?? [])].filter(isElement))
      if (/^(?:film|count scripted)$/u.test(attribute(each, 'class') ?? '')) remove(each)
  }
  for (const each of elements(body)) {
    const name = attribute(each, 'class')
    if (name === 'gallery') setAttribute(each, 'class', undefined)
    if (name === 'scroll') remove(each, true)
  }
  return serialize(body)
}

describe('the body on a page', () => {
  it('says what is stored, whatever that is', () => {
    fc.assert(
      fc.property(anySoup, (parts) => {
        const body = cleanBody(parts.join(''))
        // A note at the end says its language, also where the text around its number said it.
        const withoutLanguage = body.replaceAll(/(<small role="note") lang="[^"]*"/gu, '$1')
        if (body) expect(stored(shownBody(body))).toBe(withoutLanguage)
      }),
      { numRuns: 200 },
    )
  })

  it.each([
    '<table>',
    '</table>',
    '<figure><figure>',
    '</figure>',
    `<img src=media:${id}>`,
    '</a>',
    '&lt;',
    "'",
  ])('takes %s in an attribute for words, also where older pages have it unescaped', (words) => {
    const written = words.replaceAll(/&lt;/gu, '&amp;lt;')
    const body = `<figure><img src="media:${id}" alt="${written}"></figure><p><abbr title="${written}">a</abbr> <a href="media:${id}" lang="${written}">b</a></p>`
    const page = shownBody(body, files.picture)
    expect(named(page, 'abbr').map((each) => attribute(each, 'title'))).toEqual([words])
    expect(named(page, 'img').map((each) => attribute(each, 'alt'))).toEqual([words])
    expect(named(page, 'a').map((each) => attribute(each, 'lang'))).toEqual([words])
    expect(elements(page).filter((each) => /scroll|gallery/u.test(attribute(each, 'class') ?? ''))).toEqual(
      [],
    )
  })

  it('shows what no serialiser wrote as it is stored', () => {
    for (const body of [
      '<p>a',
      '<p>a</b></p>',
      '<p>a &copy; b</p>',
      '<p>1 < 2</p>',
      "<p lang='en'>a</p>",
      '<p>a</b>',
    ])
      expect(shown(body)).toBe(serialize(parseFragment(body)))
  })

  it('says of each file that is linked what a reader gets, and keeps the words of the link', () => {
    const link = `<p>x <a href="media:${id}" lang="en">The <em>note</em></a>.</p>`
    expect(shown(link, files.document)).toBe(
      `<p>x <a href="/media/${files.document.hash}/a.pdf" type="application/pdf" lang="en">The <em>note</em></a> <span class="count">(PDF, 1 kB)</span>.</p>`,
    )
    expect(named(shownBody(link, files.picture), 'a').map((each) => attribute(each, 'type'))).toEqual([
      'image/jpeg',
    ])
    expect(shown(link)).toBe(link)
  })

  it('plays sound, with a link to keep it', () => {
    const sound = `<figure><audio src="media:${id}"></audio><figcaption>a</figcaption></figure>`
    const [player] = named(shownBody(sound, files.audio), 'audio')
    expect(player && attribute(player, 'src')).toBe(`/media/${files.audio.hash}/a.mp3`)
    expect(shown(sound, files.audio)).toContain('(1:05)')
    expect(shown(sound)).toBe(sound)
  })

  it('plays a film of the library with its picture and captions, and a link to keep it', () => {
    const [poster, captions] = ['4k7m2p9x1b', '4k7m2p9x1c']
    const figure = `<figure><video src="media:${id}" poster="media:${poster}"><track src="media:${captions}" srclang="en"></video><figcaption>a</figcaption></figure>`
    expect(shown(figure)).toBe(figure)
    const page = shownBody(figure, files.video, { [poster]: files.picture, [captions]: files.captions })
    expect(serialize(page)).toBe(
      [
        `<figure><video controls="" preload="none" playsinline="" src="/media/${files.video.hash}/a.mp4" width="640" height="360" poster="/media/${files.picture.hash}/900.webp" aria-label="Video">`,
        `<track kind="captions" src="/media/${files.captions.hash}/a.vtt" srclang="en" label="Tiếng Anh">`,
        `</video><a href="/media/${files.video.hash}/a.mp4" type="video/mp4">Tải tệp video</a> <span class="count">(1:05, 12 MB)</span><figcaption>a</figcaption></figure>`,
      ].join(''),
    )
    // Withdrawn since: its picture and captions go, the film stays.
    expect(shown(figure, files.video)).not.toMatch(/poster|<track/u)
  })

  it('shows a film of another site as a link that says where it leads, and what a click does', () => {
    const href = 'https://www.youtube.com/watch?v=abcdefghijk'
    const film = (words: string) => `<figure><a href="${href}" data-embed="">${words}</a></figure>`
    const player = 'https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1'
    expect(shown(film('Hội nghị'))).toBe(
      `<figure><a class="film" href="${href}" rel="noopener" data-player="${player}"><span>Hội nghị</span> <span class="count">Video trên YouTube</span></a><p class="count scripted">Bấm để xem ngay tại đây. Chỉ khi đó trình duyệt mới kết nối tới YouTube.</p></figure>`,
    )
    expect(shown(film(href))).not.toContain('<span>https')
  })

  it('shows it as a link alone in a preview, and where the settings let no reader watch it here', () => {
    const body = '<figure><a href="https://vimeo.com/12345678" data-embed="">Hội nghị</a></figure>'
    const article = anArticlePage('vi', { body })
    const frame = aFrame('vi')
    const without = [
      { ...frame, assets: { css: '' } },
      { ...frame, chrome: { ...frame.chrome, videoHosts: ['youtube'] } },
    ]
    for (const each of without)
      expect(serialize(bodyOf(pages.renderArticle(each, { article, nearby: nobodyNear, views: 0 })))).toBe(
        '<figure><a class="film" href="https://vimeo.com/12345678" rel="noopener"><span>Hội nghị</span> <span class="count">Video trên Vimeo</span></a></figure>',
      )
  })

  it('fetches the picture with which it begins at once, and every other one when it comes into view', () => {
    const figure = `<figure><img src="media:${id}" alt="a"></figure>`
    const loading = (body: string) =>
      named(shownBody(body, files.picture), 'img').map((each) => attribute(each, 'loading') ?? 'at once')
    expect(loading(figure + figure)).toEqual(['at once', 'lazy'])
    expect(loading(`<p>a</p>${figure}`)).toEqual(['lazy'])
    expect(loading(`<figure>${figure}${figure}</figure>`)).toEqual(['lazy', 'lazy'])
  })

  it('numbers footnotes as a reader meets them, and prints them at the end with links there and back', () => {
    const body =
      '<h2>Một<small role="note">Xem <em>a</em>.</small></h2><ul><li lang="en">Two<small role="note">See b.<br>And c.</small></li></ul>'
    expect(shown(body)).toBe(
      [
        '<h2>Một<sup class="note"><a id="note-ref-1" href="#note-1" role="doc-noteref" aria-describedby="notes">1</a></sup></h2>',
        '<ul><li lang="en">Two<sup class="note"><a id="note-ref-2" href="#note-2" role="doc-noteref" aria-describedby="notes">2</a></sup></li></ul>',
        '<section class="notes" role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Chú thích</h2><ol>',
        '<li id="note-1"><span>Xem <em>a</em>.</span> <a class="back" href="#note-ref-1" role="doc-backlink" aria-label="Về chỗ chú thích 1 trong bài">↩</a></li>',
        '<li id="note-2"><span lang="en">See b.<br>And c.</span> <a class="back" href="#note-ref-2" role="doc-backlink" aria-label="Về chỗ chú thích 2 trong bài">↩</a></li>',
        '</ol></section>',
      ].join(''),
    )
  })

  it('numbers the tables as a reader meets them', () => {
    const table = (inner: string) => `<table><tbody><tr><td>${inner}</td></tr></tbody></table>`
    const names = named(shownBody(`${table('a')}<ul><li>${table('b')}</li></ul>${table('c')}`), 'section')
    expect(names.map((each) => attribute(each, 'aria-label'))).toEqual(['Bảng 1', 'Bảng 2', 'Bảng 3'])
  })
})
