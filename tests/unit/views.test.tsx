import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import { locales } from '../../functions/domain/locale.ts'
import type { Card } from '../../functions/domain/site/shapes.ts'
import {
  count,
  fileLabel,
  fileSize,
  hostOf,
  languageOfName,
  playingTime,
} from '../../functions/views/format.ts'
import * as pages from '../../functions/views/pages.tsx'
import {
  aCard,
  aFrame,
  aFullArticle,
  aList,
  anArchive,
  anArticlePage,
  everyPage,
  nobodyNear,
  siteUrl,
} from './views-examples.ts'

const path = '/vi/tin-tuc/hoi-nghi-so-ket-4k7m2p9x1a'
const structured = (html: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html)?.[1] ?? 'null')

function articlePage(
  changes: Parameters<typeof anArticlePage>[1] = {},
  frame = aFrame('vi', { path }),
): string {
  return pages.renderArticle(frame, { article: anArticlePage('vi', changes), nearby: nobodyNear, views: 79 })
}

describe('an article', () => {
  it('prints title, dateline, byline, summary, body and views as the department does', () => {
    const html = articlePage({ updatedAt: '2019-07-16T01:30:00.000Z' })
    expect(html).toContain('<h1>Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm</h1>')
    expect(html).toContain('<time datetime="2019-07-15T08:00:00.000Z">Thứ Hai, ngày 15/07/2019, 15:00</time>')
    expect(html).toContain('Phòng Lãnh sự')
    expect(html).toContain('Hội nghị đánh giá công tác và đề ra nhiệm vụ.</p>')
    expect(html).toContain('<p>a</p>')
    expect(html).toMatch(/Cập nhật lúc: <time[^>]*>Thứ Ba, ngày 16\/07\/2019, 08:30/u)
    expect(html).toMatch(/Lượt xem:<\/dt> <dd data-views="true">79</u)
  })

  it('shows source, day of the event, attachments with kind and size, and the audio, when it has them', () => {
    const full = (locale: 'vi' | 'en') =>
      pages.renderArticle(aFrame(locale), { article: aFullArticle(locale), nearby: nobodyNear, views: 1 })
    expect(full('vi')).toContain('(PDF, 1,2 MB)')
    expect(full('en')).toContain('(PDF, 1.2 MB)')
    expect(full('vi')).toContain('đăng ngày 12/07/2019')
    expect(full('vi')).toContain('<time datetime="2019-07-11">11/07/2019</time>')
    expect(full('vi')).toMatch(/<audio controls="" preload="none" src="\/media\/a.mp3"/u)
    for (const absent of ['<audio', 'Tệp đính kèm', 'Nguồn', 'Ngày diễn ra', 'Cập nhật lúc'])
      expect(articlePage()).not.toContain(absent)
  })

  it('takes nothing that an attribute says for markup', () => {
    const id = '4k7m2p9x1a'
    const given =
      `<abbr title="<table>x</table><figure>">a</abbr>` +
      `<figure><img src="media:${id}" alt="</figure><figure><figure>"></figure>` +
      `<a href="/x?a=<table">b</a><table><tr><td>c</table>`
    const html = articlePage({ body: cleanBody(given), media: {} })
    const body = html.slice(html.indexOf('<div class="body">'))
    expect(body.match(/<section class="scroll"/gu)).toHaveLength(1)
    expect(body).toContain('<abbr title="&lt;table&gt;x&lt;/table&gt;&lt;figure&gt;">a</abbr>')
    expect(body).toContain('alt="&lt;/figure&gt;&lt;figure&gt;&lt;figure&gt;"')
    expect(body).not.toContain('class="gallery"')
  })

  it('knows a gallery by the figures in it, and says how wide each of its pictures is shown', () => {
    const id = '4k7m2p9x1a'
    const file = {
      kind: 'picture' as const,
      hash: '0'.repeat(32),
      width: 900,
      height: 600,
      widths: [320, 900],
      fallback: 900,
      bytes: 1,
      cards: [240],
      og: { width: 900, height: 473 },
    }
    const figure = `<figure><img src="media:${id}" alt="a"><figcaption>b</figcaption></figure>`
    const widths = (body: string) =>
      [
        ...articlePage({ body, media: { [id]: file } }).matchAll(
          /image\/avif"[^>]* sizes="\(min-width: 45em\) (\d+)rem/gu,
        ),
      ].map(([, width]) => Number(width))
    expect(widths(figure)).toEqual([42])
    expect(widths(`<figure>${figure}${figure}</figure>${figure}`)).toEqual([21, 21, 42])
    const three = `<figure lang="en">${figure.repeat(3)}<figcaption>c</figcaption></figure>`
    expect(widths(`${three}${figure}${three}`)).toEqual([42, 21, 21, 42, 42, 21, 21])
    expect(articlePage({ body: three, media: { [id]: file } })).toContain(
      '<figure class="gallery" lang="en"><figure>',
    )
  })

  it('tells search engines what it is', () => {
    const [news, trail] = structured(articlePage())['@graph']
    expect(news).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm',
      datePublished: '2019-07-15T08:00:00.000Z',
      dateModified: '2019-07-15T08:00:00.000Z',
      inLanguage: 'vi',
      author: [{ '@type': 'Organization', name: 'Phòng Lãnh sự' }],
      mainEntityOfPage: siteUrl + path,
      articleSection: 'Tin tức',
    })
    expect(trail.itemListElement.map(({ name }: { name: string }) => name)).toEqual([
      'Trang chủ',
      'Tin tức',
      'Hội nghị sơ kết công tác đối ngoại 6 tháng đầu năm',
    ])
  })

  it('is shared by plain links that carry its address', () => {
    const html = articlePage()
    const encoded = encodeURIComponent(siteUrl + path)
    expect(html).toContain(`https://www.facebook.com/sharer/sharer.php?u=${encoded}`)
    expect(html).toContain(`&amp;body=${encoded}`)
    const zalo = /share_external\?d=([^"]+)"/u.exec(html)?.[1] ?? ''
    expect(JSON.parse(atob(decodeURIComponent(zalo)))).toEqual({ url: siteUrl + path })
  })

  it('hides from readers without script what would do nothing for them', () => {
    const buttonsOutside = (node: Tree.Node): string[] => {
      if ('tagName' in node) {
        if (node.attrs.some(({ name, value }) => name === 'class' && value.includes('scripted'))) return []
        // A form works without one.
        if (node.tagName === 'form') return []
        if (node.tagName === 'button') return [node.tagName]
      }
      return 'childNodes' in node ? node.childNodes.flatMap(buttonsOutside) : []
    }
    expect(articlePage()).toContain('<button')
    expect(buttonsOutside(parseFragment(articlePage()))).toEqual([])
  })

  it('frames each table, so that a wide one scrolls by itself and from the keyboard', () => {
    const table = '<table><tbody><tr><td>1</td></tr></tbody></table>'
    const html = articlePage({ body: `${table}<p>-</p>${table}` })
    expect(html).toContain(`<section class="scroll" tabindex="0" aria-label="Bảng 1">${table}</section>`)
    expect(html).toContain(`<section class="scroll" tabindex="0" aria-label="Bảng 2">${table}</section>`)
  })

  it('leads to related, newer and older articles, and says nothing of those there are none of', () => {
    const nearby = { ...nobodyNear, older: [aCard('vi', { title: 'Tin trước' })] }
    const html = pages.renderArticle(aFrame('vi'), { article: anArticlePage('vi'), nearby, views: 0 })
    expect(html).toContain('Tin cũ hơn')
    expect(html).toContain(`<a href="${path}">Tin trước</a>`)
    expect(html).not.toContain('Tin mới hơn')
    expect(html).not.toContain('Tin liên quan')
  })

  it('names its topics as links, in its own order, as the site calls them now', () => {
    const html = articlePage({ tags: ['training', 'unknown', 'asean'] })
    const links = [...html.matchAll(/<a rel="tag" href="([^"]+)">([^<]+)/gu)].map(([, ...link]) => link)
    expect(links).toEqual([
      ['/vi/chu-de/training', 'Đào tạo'],
      ['/vi/chu-de/asean', 'ASEAN'],
    ])
    expect(structured(html)['@graph'][0].keywords).toEqual(['Đào tạo', 'ASEAN'])
    expect(articlePage()).not.toContain('Chủ đề')
  })

  it('keeps a span of years of its title on one line, and dates as they were', () => {
    const html = articlePage({ title: 'Chương trình 2026 - 2030, ký ngày 15/07/2019 - hiệu lực ngay' })
    expect(html).toContain(
      '<h1>Chương trình <span class="nobr">2026 - 2030</span>, ký ngày 15/07/2019 - hiệu lực ngay</h1>',
    )
    expect(html).toContain('<title>Chương trình 2026 - 2030, ký')
  })

  it('marks Vietnamese names on an English page as Vietnamese', () => {
    const html = pages.renderArticle(aFrame('en'), {
      article: anArticlePage('en'),
      nearby: nobodyNear,
      views: 0,
    })
    expect(html).toContain('<span lang="vi">Phòng Lãnh sự</span>')
  })
})

describe('addresses', () => {
  it('are absolute, and name every language version and the default one', () => {
    const frame = aFrame('en', { path: '/en/news/a-4k7m2p9x1a', alternates: { vi: path } })
    const html = articlePage({}, frame)
    expect(html).toContain(`<link rel="canonical" href="${siteUrl}/en/news/a-4k7m2p9x1a"/>`)
    expect(html).toContain(`<link rel="alternate" hreflang="vi" href="${siteUrl}${path}"/>`)
    expect(html).toContain(`<link rel="alternate" hreflang="en" href="${siteUrl}/en/news/a-4k7m2p9x1a"/>`)
    expect(html).toContain(`<link rel="alternate" hreflang="x-default" href="${siteUrl}${path}"/>`)
    expect(html).toContain('<meta property="og:locale" content="en_GB"/>')
    expect(html).toContain('<meta property="og:locale:alternate" content="vi_VN"/>')
  })

  it('do not name a language version that is not there', () => {
    const html = articlePage()
    expect(html).not.toContain('hreflang="en" href="https')
    expect(html).not.toContain('og:locale:alternate')
    expect(html).toContain(`<link rel="alternate" hreflang="x-default" href="${siteUrl}${path}"/>`)
  })

  it('of the feed are those of the section, where the page belongs to one', () => {
    expect(articlePage()).toContain(`href="${siteUrl}/vi/tin-tuc/feed.xml"`)
    expect(everyPage('vi').latest).toContain(`href="${siteUrl}/vi/feed.xml"`)
  })
})

describe('the language switch', () => {
  it('leads to the same article where it exists', () => {
    const html = articlePage({}, aFrame('vi', { path, alternates: { en: '/en/news/a-4k7m2p9x1a' } }))
    expect(html).toContain('<a href="/en/news/a-4k7m2p9x1a" lang="en" hreflang="en">English</a>')
    expect(html).not.toContain('chưa có bản')
  })

  it('leads to the front page where the article does not exist, and says so', () => {
    expect(articlePage()).toMatch(
      /Bài này chưa có bản tiếng Anh<\/span><a href="\/en" lang="en" hreflang="en">English</u,
    )
    expect(everyPage('en')['plain article']).toMatch(
      /This article is not yet available in Vietnamese<\/span><a href="\/vi" lang="vi" hreflang="vi">Tiếng Việt</u,
    )
  })
})

describe('lists', () => {
  const outside = aCard('vi', { externalUrl: 'https://www.example.org/a?b=1&c=2' })

  it('open an external link directly, and say where it leads', () => {
    const html = pages.renderFrontPage(aFrame('vi'), {
      front: { featured: [], latest: [outside], sections: [] },
    })
    expect(html).toContain('<a href="https://www.example.org/a?b=1&amp;c=2" rel="noopener">')
    expect(html).toContain('(trang ngoài: example.org)')
    expect(html).not.toContain('4k7m2p9x1a')
  })

  it('fetch the first picture that there is at once, and the others when they are near', () => {
    const image = { hash: 'a'.repeat(32), cards: [240, 480, 960] }
    const [bare, pictured] = [aCard('vi'), aCard('vi', { image })]
    const block = { id: 'news', cards: [bare, pictured, pictured] }
    const loadingOf = (featured: Card[]) => {
      const front = { featured, latest: [pictured], sections: [block, { ...block, cards: [...block.cards] }] }
      const html = pages.renderFrontPage(aFrame('vi'), { front })
      return waits(html)
    }
    const waits = (html: string) =>
      [...html.matchAll(/ (fetchpriority="high"|loading="lazy")/gu)].map(([, each]) => each)
    const lazy = (count: number) => Array<string>(count).fill('loading="lazy"')
    // Sections repeat no picture of what is featured, and of that the first three have one.
    expect(loadingOf([pictured, pictured])).toEqual(['fetchpriority="high"', ...lazy(1)])
    expect(loadingOf([bare, pictured, pictured, pictured])).toEqual(['fetchpriority="high"', ...lazy(1)])
    expect(loadingOf([bare])).toEqual(['fetchpriority="high"', ...lazy(3)])
    expect(loadingOf([])).toEqual(['fetchpriority="high"', ...lazy(3)])
    const frame = aFrame('vi')
    const news = { open: aList(frame, { kind: 'section', id: 'news' }), archive: anArchive, atStart: true }
    const html = pages.renderList(frame, { ...news, cards: [bare, pictured, pictured] })
    expect(waits(html)).toEqual(lazy(2))
  })

  it('lead on to older and newer articles, and back to the newest', () => {
    const at = {
      open: aList(aFrame('vi'), { kind: 'section', id: 'news' }),
      cards: [outside],
      archive: anArchive,
    }
    const middle = pages.renderList(aFrame('vi'), {
      ...at,
      newer: '/vi/n?after=1',
      older: '/vi/o?before=1',
      atStart: false,
    })
    expect(middle).toMatch(/<a rel="prev" href="\/vi\/n\?after=1">.*?Tin mới hơn/su)
    expect(middle).toMatch(/<a rel="next" href="\/vi\/o\?before=1">Tin cũ hơn/u)
    expect(middle).toContain('<a href="/vi/tin-tuc">Về các tin mới nhất</a>')
    const only = pages.renderList(aFrame('vi'), { ...at, atStart: true })
    expect(only).not.toContain('class="pager"')
  })

  it('offer their months by year, with counts in words for those who hear them', () => {
    const html = everyPage('en').month ?? ''
    expect(html).toMatch(/<details open=""><summary>2019<\/summary>/u)
    expect(html).toMatch(/<details><summary>2018<\/summary>/u)
    expect(html).toMatch(
      /href="\/en\/news\/2019\/01" aria-current="page">January<span class="vh"> 2019<\/span><\/a>/u,
    )
    expect(html).toContain('1,204 articles')
    expect(html).toContain('1 article)')
    expect(everyPage('vi')['month of everything']).toContain(
      'href="/vi/moi-nhat/2019/07" aria-current="page"',
    )
  })

  it('say kindly that there is nothing yet', () => {
    expect(everyPage('vi')['empty section']).toContain('Chuyên mục này chưa có tin nào.')
    expect(everyPage('vi')['empty front']).toContain('Trang chưa có tin nào.')
    expect(everyPage('en')['empty section']).toContain('There are no articles in this section yet.')
  })
})

describe('the chrome', () => {
  it('lists the sections that have articles, and marks where the reader is', () => {
    const frame = aFrame('vi', { path: '/vi/tin-tuc' })
    const html = pages.renderList(frame, {
      open: aList(frame, { kind: 'section', id: 'news' }),
      cards: [],
      archive: { months: [] },
      atStart: true,
    })
    expect(html).toContain('<a href="/vi/tin-tuc" aria-current="page">Tin tức</a>')
    expect(html).not.toContain('/vi/thong-bao')
    expect(articlePage()).toContain('<a href="/vi/tin-tuc" aria-current="true">Tin tức</a>')
  })

  it('says who answers for the site and how to reach them', () => {
    expect(articlePage()).toContain('href="tel:02763000000"')
    expect(articlePage()).toContain('href="mailto:office@example.vn"')
    expect(articlePage()).toContain('Ban Biên tập')
  })
})

describe('the description of an article for search engines', () => {
  const described = (changes: Parameters<typeof anArticlePage>[1]) => {
    const article = anArticlePage('vi', changes)
    const html = pages.renderArticle(aFrame('vi'), { article, nearby: nobodyNear, views: 1 })
    return /<meta name="description" content="([^"]*)"/u.exec(html)?.[1]
  }

  it('is its summary, else the words it begins with, else its title', () => {
    expect(described({})).toBe('Hội nghị đánh giá công tác và đề ra nhiệm vụ.')
    expect(described({ summary: '', body: '<h2>Một &amp; hai</h2><p><strong>Ba</strong> bốn.</p>' })).toBe(
      'Một &amp; hai Ba bốn.',
    )
    expect(described({ summary: '', body: '', title: 'Thông báo' })).toBe('Thông báo')
  })

  it('is cut at a word', () => {
    const text = described({ summary: '', body: `<p>${'chữ '.repeat(900)}</p>` })
    expect(text).toMatch(/^(?:chữ ){10,}chữ…$/u)
  })
})

describe('a page that is not there', () => {
  it.each(locales)('never shows the address that was asked for (%s)', (locale) => {
    const frame = aFrame(locale, { path: '/vi/PROBE' })
    const html = pages.renderNotFound(frame, { latest: [aCard(locale)] })
    expect(html).not.toContain('PROBE')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(html).toContain(aCard(locale).title)
  })

  it('names what was withdrawn, and why', () => {
    const gone = {
      kind: 'gone' as const,
      id: '4k7m2p9x1a',
      title: 'Thông báo cũ',
      reason: 'Hết hiệu lực',
      at: '2019-07-15T08:00:00.000Z',
      alternates: [],
    }
    const html = pages.renderGone(aFrame('vi'), { gone, latest: [] })
    expect(html).toContain('Thông báo cũ')
    expect(html).toContain('Lý do: Hết hiệu lực')
    expect(html).toContain('Thứ Hai, ngày 15/07/2019, 15:00')
  })

  it('offers an article in the language it exists in', () => {
    const absent = {
      kind: 'absent' as const,
      id: '4k7m2p9x1a',
      title: 'A meeting',
      alternates: [{ locale: 'en' as const, section: 'news', slug: 'a-meeting' }],
    }
    const html = pages.renderNotFound(aFrame('vi', { path: '/PROBE' }), { latest: [], absent })
    expect(html).toContain('Bài này chưa có bản tiếng Việt')
    expect(html).toContain(
      '<a href="/en/news/a-meeting-4k7m2p9x1a" hreflang="en">Đọc bản tiếng Anh: <span lang="en">A meeting</span></a>',
    )
    expect(html).not.toContain('PROBE')
  })
})

describe('formats', () => {
  it('writes numbers and sizes as each language does', () => {
    expect([count(1204, 'vi'), count(1204, 'en')]).toEqual(['1.204', '1,204'])
    expect([0, 999, 1000, 34_567, 999_950, 1_234_567, 2e9].map((bytes) => fileSize(bytes, 'en'))).toEqual([
      '0 byte',
      '999 byte',
      '1 kB',
      '35 kB',
      '1 MB',
      '1.2 MB',
      '2 GB',
    ])
  })

  it('writes playing times as players do', () => {
    expect([9, 245, 600, 3729, 36_000].map(playingTime)).toEqual([
      '0:09',
      '4:05',
      '10:00',
      '1:02:09',
      '10:00:00',
    ])
  })

  it('knows hosts, kinds of files and Vietnamese names', () => {
    expect(hostOf('https://www.example.org:8443/a')).toBe('example.org:8443')
    expect(fileLabel('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toBe('word')
    expect(fileLabel('application/octet-stream')).toBe('other')
    expect(languageOfName('Phòng Lãnh sự', 'en')).toBe('vi')
    expect(languageOfName('Phòng Lãnh sự', 'vi')).toBeUndefined()
    expect(languageOfName('Press office', 'en')).toBeUndefined()
  })
})
