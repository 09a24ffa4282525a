import vm from 'node:vm'
import { transform } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { oldAddress, oldAddressOf } from '../../functions/domain/old-address.ts'
import { pathWord } from '../../functions/domain/path-words.ts'
import { asAsked, handedOver } from '../../functions/domain/site/handed-over.ts'
import { asAskedFor } from '../../functions/domain/site/search.ts'
import { readViewerRequest } from '../../infra/bundles.ts'
import { routes } from '../../infra/routes.ts'

const source = readViewerRequest()
const script = new vm.Script(`${source};JSON.stringify(handler(JSON.parse(event)))`)

interface Values {
  [name: string]: { value: string; multiValue?: { value: string }[] }
}
interface Result {
  statusCode?: number
  headers: Values
  body?: string
  uri: string
  querystring: Values
  cookies: Values
}

/** Runs the function where there is nothing but the language. */
function run(uri: string, { query = {}, headers = {}, cookies = {} }: Record<string, Values> = {}): Result {
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request', requestId: 'test' },
    viewer: { ip: '192.0.2.1' },
    request: { method: 'GET', uri, querystring: query, headers, cookies },
  }
  const sandbox = vm.createContext(
    { event: JSON.stringify(event) },
    { codeGeneration: { strings: false, wasm: false } },
  )
  return JSON.parse(script.runInContext(sandbox, { timeout: 1000 }))
}

function values(pairs: Record<string, string>): Values {
  return Object.fromEntries(Object.entries(pairs).map(([name, value]) => [name, { value }]))
}

const location = (result: Result) => result.headers.location?.value

/** What the reader's door is asked, when it has read what the function handed over. */
function asked(result: Result) {
  expect(result).toMatchObject({ querystring: {}, cookies: {} })
  const { path, query } = asAsked(result.uri)
  return { path, query: Object.fromEntries(new URLSearchParams(query)) }
}

describe('the viewer-request function', () => {
  it('fits into a CloudFront Function, in size and in syntax', async () => {
    expect(source.length).toBeLessThan(10_000)
    const runtime2 = {
      target: 'es5',
      supported: { 'const-and-let': true, arrow: true, 'template-literal': true, 'rest-argument': true },
    }
    const asWritten = { target: 'esnext', supported: { 'object-extensions': false } }
    // What the runtime lacks would be refused here (for-of, destructuring) or rewritten (optional chaining).
    const lowered = await transform(source, runtime2)
    expect(lowered.code).toBe((await transform(source, asWritten)).code)
  })

  it('knows the locales of the site, and leaves no query to the route it runs on', () => {
    for (const locale of locales) {
      const header = values({ 'accept-language': locale })
      expect(location(run('/', { headers: header }))).toBe(`/${locale}`)
    }
    expect(routes.find(({ path }) => path === '*')?.query).toEqual([])
  })

  it('knows the word before the name of a tag in every language', () => {
    const query = values({ before: 'x' })
    for (const locale of locales)
      expect(asked(run(`/${locale}/${pathWord('topics', locale)}/asean`, { query })).query).toEqual({
        before: 'x',
      })
  })
})

describe("the editors' desk", () => {
  it.each(['/desk/', '/desk/signed-in', '/desk/articles/0123456789', '/desk/assets/'])(
    'is one page at %s',
    (uri) => {
      const query = values({ code: 'secret', state: 's' })
      const result = run(uri, { query, cookies: values({ a: 'b' }) })
      expect(result).toMatchObject({ uri: '/desk/index.html', querystring: {}, cookies: {} })
    },
  )

  it.each(['/desk/config.json', '/desk/assets/main-ZN5M2Z2I.js'])('has the file %s', (uri) => {
    expect(run(uri).uri).toBe(uri)
  })

  it('is found without its slash, and takes no page of the site for its own', () => {
    expect(location(run('/desk', { query: values({ after: 'x' }) }))).toBe('/desk/')
    expect(run('/desktop').uri).toBe('/desktop')
    expect(run('/vi/desk').uri).toBe('/vi/desk')
  })
})

describe('at the root', () => {
  it.each([
    [undefined, '/vi'],
    ['', '/vi'],
    ['en', '/en'],
    ['EN-us,en;q=0.9', '/en'],
    ['vi-VN,vi;q=0.9,en;q=0.8', '/vi'],
    ['en;q=0.8, vi;q=0.9', '/vi'],
    ['fr, en;q=0.2', '/en'],
    ['fr, de', '/vi'],
    ['en, vi', '/en'],
    ['*', '/vi'],
    ['*;q=0.5, en;q=0.1', '/vi'],
    ['vi;q=0, *', '/en'],
    ['vi;q=0', '/en'],
    ['en;q=0', '/vi'],
    ['vi;q=0, en;q=0', '/vi'],
    ['en;q=2, vi;q=0.1', '/vi'],
    ['en;q=abc', '/vi'],
    ['en ; q=0.3 , vi;q=0.2', '/en'],
    ['__proto__, constructor;q=1', '/vi'],
    [';;;,,,;q=', '/vi'],
    ['en,'.repeat(5000), '/en'],
  ])('sends a reader who accepts %j to %s', (accepts, to) => {
    const headers = accepts === undefined ? {} : values({ 'accept-language': accepts })
    const result = run('/', { headers })
    expect(result.statusCode).toBe(302)
    expect(location(result)).toBe(to)
    expect(result.headers['cache-control']?.value).toBe('no-store')
    expect(result.headers.vary?.value).toBe('accept-language')
  })
})

describe('other spellings of an address', () => {
  it.each([
    ['/vi/', '/vi'],
    ['/vi///', '/vi'],
    ['/vi//tin-tuc', '/vi/tin-tuc'],
    ['/VI/tin-tuc', '/vi/tin-tuc'],
    ['/En', '/en'],
    ['//evil.example/x', '/evil.example/x'],
    ['///evil.example', '/evil.example'],
    ['//evil.example//', '/evil.example'],
    ['/VI/Tin-Tuc/', '/vi/Tin-Tuc'],
    ['/%65n', '/en'],
    ['/vi/%74in%2Dtuc', '/vi/tin-tuc'],
    ['/en/./news', '/en/news'],
    ['/en/x/../news', '/en/news'],
    ['/en/%2e%2E/vi', '/vi'],
    ['/en/news/.', '/en/news'],
    ['/en/news/x/..', '/en/news'],
    ['/../../en', '/en'],
    ['/x/..//evil.example', '/evil.example'],
    ['/vi/%c4%91', '/vi/%C4%91'],
  ])('%s moves to %s for good', (from, to) => {
    const result = run(from)
    expect(result.statusCode).toBe(301)
    expect(location(result)).toBe(to)
  })

  it('keep the allowed query and lose the rest', () => {
    const query = values({ utm_source: 'x', before: 'b1', after: 'a%201', ID: '5' })
    expect(location(run('/vi/tin-tuc/', { query }))).toBe('/vi/tin-tuc?before=b1&after=a%201')
  })

  it('never lead off the site, whatever was asked', () => {
    const piece = fc.constantFrom(
      '/',
      '//',
      '\\',
      '%5c',
      '%2f',
      '%0d%0a',
      '.',
      '..',
      'evil.example',
      'VI',
      '@',
      ':',
      '?',
      '#',
      '%',
      ' ',
      '\r\n',
      'é',
    )
    const uri = fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }).map((parts) => `/${parts.join('')}`)
    const query = fc.dictionary(fc.constantFrom('id', 'after', 'ID', 'x'), fc.oneof(fc.string(), piece))
    fc.assert(
      fc.property(uri, query, fc.string(), (path, pairs, accepts) => {
        const headers = values({ 'accept-language': accepts })
        const result = run(path, { query: values(pairs), headers })
        const to = location(result)
        if (to !== undefined) expect(to).toMatch(/^\/(?!\/)[!-[\]-~]*$/)
        else if (result.statusCode === undefined) expect(result.uri).toMatch(/^(\/[A-Za-z0-9._-]+)*\/?$/)
        else expect(result.statusCode).toBe(400)
      }),
      { numRuns: 500 },
    )
  })

  it('are not redirected twice', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\/[a-zA-Z/]{0,12}$/), (path) => {
        const to = location(run(path))
        if (to === undefined || to === '/vi') return
        expect(run(to).statusCode).toBeUndefined()
      }),
    )
  })
})

it.each(['/constructor/search', '/__proto__/tim-kiem', '/toString/search'])(
  'what every object is born with names no language: %s',
  (path) => {
    expect(run(path, {}).uri).toBe(path.replaceAll('_', '_5F'))
  },
)

describe('a search', () => {
  const asked = (uri: string, pairs: Record<string, string>) => {
    const { querystring, uri: path, statusCode } = run(uri, { query: values(pairs) })
    return {
      path,
      statusCode,
      query: Object.entries(querystring)
        .map(([name, { value }]) => `${name}=${value}`)
        .join('&'),
    }
  }
  const page = '/vi/tim-kiem'
  const encoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+')

  it('stands in the words of its language, and those of another lead on with what is asked', () => {
    for (const locale of locales) {
      const own = `/${locale}/${pathWord('search', locale)}`
      expect(asked(own, { q: 'a' })).toMatchObject({ path: own, query: 'q=a' })
      for (const other of locales.filter((each) => each !== locale)) {
        const foreign = run(`/${locale}/${pathWord('search', other)}`, {
          query: values({ q: 'A+b', utm_source: 'x' }),
        })
        expect([foreign.statusCode, location(foreign)]).toEqual([301, `${own}?q=a+b`])
      }
    }
    expect(location(run('/VI/tim-kiem/', { query: values({ q: encoded('Hội nghị'), page: '2' }) }))).toBe(
      '/vi/tim-kiem?q=h%E1%BB%99i+ngh%E1%BB%8B&page=2',
    )
  })

  it('has one key, whatever its case, blanks, form and order, and whatever else is in the address', () => {
    const ways = [
      'hội nghị',
      '  HỘI \t NGHỊ ',
      'hội nghị'.normalize('NFD'),
      'hội\u00a0nghị',
      'Hội\r\nnghị',
    ].flatMap((q): Record<string, string>[] => [
      { q: encoded(q), page: '2', from: '2024-01-01' },
      {
        from: '2024-01-01',
        utm_source: 'x',
        page: '2',
        order: 'best',
        section: '',
        to: '',
        q: encodeURIComponent(q),
      },
    ])
    const keys = ways.map((pairs) => asked(page, pairs))
    expect(new Set(keys.map(({ query }) => query))).toEqual(
      new Set(['q=h.E1.BB.99i.20ngh.E1.BB.8B&from=2024-01-01&page=2']),
    )
    expect(new Set(keys.map(({ path }) => path))).toEqual(new Set([page]))
  })

  it.each([
    ['page', ['0', '1', '51', '-2', '1e9', '2x', '%32'], ['2', '50']],
    ['order', ['best', 'NEWEST', 'x'], ['newest']],
    ['from', ['2024-13-01', '24-01-01', '2024-01-32', 'x'], ['2024-12-31']],
    ['section', ['', 'A', 'a/b', '%C4%91', 'a'.repeat(65)], ['news', 'thoi-su']],
  ])('has no %s that means nothing', (name, wrong, right) => {
    for (const value of wrong) expect(asked(page, { [name]: value }).query, value).toBe('')
    for (const value of right) expect(asked(page, { [name]: value }).query).toBe(`${name}=${value}`)
  })

  it('is handed over in letters that are signed in one way, and read again as it was asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('01/QĐ-UBND "a" 50% _.!~*\'()')),
        (q) => {
          const { query } = asked(page, { q: encoded(q.toWellFormed()), section: 'news' })
          expect(query).toMatch(/^(?:q=[A-Za-z0-9.-]+&)?section=news$/u)
          const read = new URLSearchParams(asAskedFor(query)).get('q') ?? ''
          const again = asked(page, { q: encoded(read), section: 'news' })
          expect(again.query).toBe(query)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('asks nothing with what is no text, and no more than its beginning with what is too long', () => {
    expect(asked(page, { q: '%ff%fe' }).query).toBe('')
    expect(asked(page, { q: '50%' }).query).toBe('q=50.25')
    const q = new URLSearchParams(asAskedFor(asked(page, { q: 'a'.repeat(8000) }).query)).get('q')
    expect(q).toBe('a'.repeat(201))
  })

  it('is suggested to by its words alone', () => {
    expect(asked('/suggest/vi', { q: 'H%E1%BB%99i', section: 'news', page: '2' })).toMatchObject({
      path: '/suggest/vi',
      query: 'q=h.E1.BB.99i',
    })
  })
})

describe('addresses of the old portal', () => {
  it('go to the origin in lower case, with the number of the article as id', () => {
    const query = values({ List: 'x', Id: '79', CategoryId: '1' })
    const result = run('/Lists/TinTuc/DispForm.ASPX', { query })
    expect(result.statusCode).toBeUndefined()
    expect(asked(result)).toEqual({ path: '/lists/tintuc/dispform.aspx', query: { id: '79' } })
  })

  it.each([
    '/Lists/TinTuc/DispForm.aspx?ID=79',
    '/Tin tức/Đối ngoại/Xem.ASPX?id=5&x=y',
    "/(A+B)'s,x/Default.aspx?List=7",
    '/t%E1c/xem.aspx',
    '/~a/_layouts/15/b%2Fc.aspx?ID=a%2F..%2Fb',
    '/tin.aspx?l=HoatDong&ItemID=5157',
    '/_layouts/15/listform.aspx?PageType=4&ListId=%7B5D0C2A51-7F3E-4B8A-9A64-0C4F1B7E2D10%7D&ID=101',
    '/?p=11',
    '/tin/?page_id=12&utm_source=x',
  ])('%s is looked up as it was kept', (address) => {
    const url = new URL(address, 'https://old.example')
    const sent = [...url.search.slice(1).split('&')].map((pair) => pair.split('='))
    const result = run(url.pathname, { query: values(Object.fromEntries(sent)) })
    const { path, query } = asked(result)
    expect(oldAddress(path, Object.entries(query))).toBe(oldAddressOf(url.href))
  })

  it('of a post by its number are none of the pages here', () => {
    expect(run('/vi', { query: values({ p: '11' }) }).uri).toBe('/vi')
    expect(run('/vi/tin-tuc', { query: values({ p: '11' }) }).uri).toBe('/vi/tin-tuc')
    expect(run('/', { query: values({ p: 'x' }) }).statusCode).toBe(302)
    expect(run('/robots.txt', { query: values({ p: '11' }) }).uri).toBe('/robots.txt')
  })

  it('are looked up, not redirected, however their slashes are written', () => {
    expect(run('//vi//X.aspx').uri).toBe('/vi/x.aspx')
  })

  it.each(['/%00.aspx', '/%5ca.aspx', '/%c2%85.aspx', '/%zz.aspx', '/%.aspx', `/${'a'.repeat(2050)}.aspx`])(
    'that cannot be are refused at the edge: %s',
    (uri) => {
      expect(run(uri).statusCode).toBe(400)
    },
  )
})

describe('what is handed over', () => {
  const pieces = fc.constantFrom(
    ...['a', 'Z', '9', '-', '.', '_', '~', '/', '_Q', '_41', '%20', '%C4%91', '%2f', "'", '(', '+', '=', '&'],
  )
  const path = fc.array(pieces, { maxLength: 12 }).map((parts) => `/${parts.join('')}`)

  it('is written by the edge as by the mirror, which keeps pages under it', () => {
    fc.assert(
      fc.property(path, pieces, (uri, value) => {
        const result = run(`${uri}.aspx`, { query: values({ ID: value }) })
        const { path, query } = asAsked(result.uri)
        expect(handedOver(query ? `${path}?${query}` : path)).toBe(result.uri)
      }),
    )
  })

  it('is read as it was asked for, character by character', () => {
    fc.assert(
      fc.property(path, fc.array(pieces, { minLength: 1, maxLength: 5 }), (uri, value) => {
        const { path, query } = asAsked(handedOver(`${uri}?after=${value.join('').replaceAll('&', '%26')}`))
        expect(unescape(path)).toBe(unescape(uri))
        expect(new URLSearchParams(query.replaceAll('+', '%2B')).get('after')).toBe(
          new URLSearchParams(`a=${value.join('').replaceAll('&', '%26').replaceAll('+', '%2B')}`).get('a'),
        )
      }),
    )
  })
})

describe('addresses that no page has', () => {
  it.each([
    '/vi/%',
    '/vi/%zz',
    '/vi/%c3%28',
    '/vi/%00',
    '/vi/%0d%0aset-cookie:a=b',
    '/vi/%5cevil.example',
    '/\\evil.example',
    '/vi/%7f',
    '/vi/%c2%85',
    '/vi/a b',
    '/vi/\r\nx',
    '/vi/é',
    '/%zz.aspx',
  ])('%j is refused at the edge', (uri) => {
    const result = run(uri)
    expect(result.statusCode).toBe(400)
    expect(result.headers['cache-control']?.value).toBe('no-store')
    expect(result.body!.length).toBeLessThan(100)
    expect(result.body).not.toContain('evil')
  })
})

describe('what goes on to the origin', () => {
  it('has the first value of each allowed parameter, and no cookie', () => {
    const query = {
      after: { value: 'one', multiValue: [{ value: 'one' }, { value: 'two' }] },
      utm_source: { value: 'x' },
      __proto__: { value: 'y' },
    }
    const result = run('/vi/tin-tuc', { query, cookies: values({ session: 'secret' }) })
    expect(asked(result)).toEqual({ path: '/vi/tin-tuc', query: { after: 'one' } })
  })

  it('has no parameter whose encoding is broken or which hides a control character', () => {
    const query = values({ after: '%zz', before: '%00', id: 'a%2Fb' })
    expect(asked(run('/vi/tin-tuc', { query })).query).toEqual({})
    expect(asked(run('/x.aspx', { query })).query).toEqual({ id: 'a/b' })
  })

  it.each([
    '/vi',
    '/vi/tin-tuc/hoi-nghi-4k7m2p9x1a',
    '/vi/feed.xml',
    '/vi/tin-tuc/feed.xml',
    '/sitemap.xml',
    '/robots.txt',
    '/vi/x/y/z',
  ])('has no parameter where it means nothing, or one page would be many: %s', (uri) => {
    const query = values({ after: 'a', before: 'b', id: '5' })
    expect(run(uri, { query })).toMatchObject({ uri, querystring: {} })
  })

  it.each(['/vi/tin-tuc', '/en/topics/asean', '/vi/chu-de/asean', '/vi/tin-tuc/2026/01'])(
    'says where in a list the reader is, and nothing else: %s',
    (uri) => {
      const query = values({ after: 'a', id: '5' })
      expect(asked(run(uri, { query }))).toEqual({ path: uri, query: { after: 'a' } })
    },
  )

  it('is the path as it was sent, Vietnamese or not', () => {
    const path = '/vi/tin-tuc/%C4%91%E1%BA%B9p-4k7m2p9x1a'
    expect(asked(run(path)).path).toBe(path)
  })

  it('is what may be asked of the open API, and nothing else', () => {
    const query = values({ cursor: 'a', locale: 'en', tag: 'asean', after: 'b', utm_source: 'x' })
    expect(asked(run('/api/v1/articles', { query }))).toEqual({
      path: '/api/v1/articles',
      query: { cursor: 'a', locale: 'en', tag: 'asean' },
    })
    const search = values({ q: 'H%E1%BB%99i', locale: 'en', page: '2', cursor: 'a' })
    const { uri, querystring } = run('/api/v1/search', { query: search })
    expect(uri).toBe('/api/v1/search')
    expect(querystring).toEqual({
      q: { value: 'h.E1.BB.99i' },
      locale: { value: 'en' },
      page: { value: '2' },
    })
    const foreign = values({ q: 'a', locale: 'xx' })
    expect(run('/api/v1/search', { query: foreign }).querystring).toEqual({ q: { value: 'a' } })
  })
})
