// CloudFront Function, runtime cloudfront-js-2.0: no imports, and neither for-of, spread, destructuring nor
// optional chaining. It gives every page one address, so that one page is one cache entry.

// The first is for those who ask for none of them.
const locales = ['vi', 'en']

// Only a list has pages, and only an address of the old portal an item; elsewhere a parameter would be one more
// address of the same page. After `topics`, in any language, stands the name of a list.
const topics = ['chu-de', 'topics']
const cursors = ['after', 'before']
const items = ['docid', 'id', 'itemid', 'l', 'listid', 'newsid']
// Of an old WordPress: the number by which it shows a post at the address of its blog.
const posts = ['p', 'page_id']
// Of the open API the search is another function's, and asked as the page that searches is.
const api = /^\/api\//
const apiSearch = '/api/v1/search'
const apiParameters = ['cursor', 'limit', 'locale', 'section', 'tag']

// No page has a longer one, nor can an address of the old portal be kept that has: what follows is bounded by it.
const longest = 2048

// Where each language searches, and what its page may be told beside `q`; whatever says nothing is left out.
const searchWords = { vi: 'tim-kiem', en: 'search' }
const day = /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const searchValues = {
  section: /^[a-z0-9-]{1,64}$/,
  from: day,
  to: day,
  order: /^newest$/,
  page: /^([2-9]|[1-4]\d|50)$/,
}
// One more than is looked at, so that the page can say that there was more.
const longestQuery = 201

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name.
function handler(event) {
  const request = event.request
  const uri = request.uri
  const isOldAddress = /\.aspx$/i.test(uri)
  if (uri.length > longest || !(isOldAddress ? isSafe(uri) : isWellFormed(uri))) return badRequest()
  if (uri === '/desk') return movedTo('/desk/', {})
  if (uri.startsWith('/desk/')) return toDesk(request)

  const path = inOwnWord(canonicalPath(uri))
  const search = isOldAddress ? undefined : searchOf(path, request.querystring)
  const allowed = isOldAddress ? items : api.test(path) ? apiParameters : isList(path) ? cursors : []
  const query = search || keepAllowed(request.querystring, allowed)
  // The old portal did not tell the cases apart.
  if (isOldAddress) return handOver(request, path.toLowerCase(), query)
  const post = postOf(path, request.querystring)
  if (post) return handOver(request, path, post)
  if (path === '/') return toLanguage(request.headers['accept-language'])
  if (path !== uri) return movedTo(path, query)
  if (search) return ask(request, search)
  return handOver(request, path, query)
}

// Origin access control signs the address, and answers 403 where CloudFront and Lambda write one character of it in
// different ways. So path and query are handed over as one path that there is one way to write: `_C4` is `%C4`, and
// `_Q`, `_S` and `_Y` are `?`, `=` and `&`. functions/domain/site/handed-over.ts reads it; the mirror's keys are such.
function handOver(request, path, query) {
  const pairs = Object.keys(query)
    .sort()
    .map((name) => `${name}_S${plain(query[name].value).replace(/\//g, '_2F')}`)
  request.uri = plain(path) + (pairs.length > 0 ? `_Q${pairs.join('_Y')}` : '')
  request.querystring = {}
  request.cookies = {}
  return request
}

function plain(text) {
  return text.replace(/%[0-9a-f]{2}|[^A-Za-z0-9./-]/gi, (part) =>
    part.length > 1 ? `_${part.slice(1).toUpperCase()}` : `_${hexOf(part)}`,
  )
}

function hexOf(sign) {
  return sign.charCodeAt(0).toString(16).toUpperCase()
}

// The editors' desk is one page: all of its addresses but those of files are that page.
function toDesk(request) {
  if (!/\.[a-z]+$/.test(request.uri)) request.uri = '/desk/index.html'
  request.querystring = {}
  request.cookies = {}
  return request
}

// The same of an address of the old portal, whose escapes may be of any encoding.
function isSafe(text) {
  return !/[^!-~]|[\\#]|%(?![0-9a-f]{2})|%[01][0-9a-f]|%7f|%5c|%c2%[89]/i.test(text)
}

// Printable ASCII that decodes to UTF-8 without control characters or backslashes, which browsers and
// servers read in different ways; `#` never travels in a request.
function isWellFormed(text) {
  if (/[^!-~]|[\\#]/.test(text)) return false
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
    return !/[\u0000-\u001f\u007f-\u009f\\]/.test(decodeURIComponent(text))
  } catch (_) {
    return false
  }
}

// `/vi/search` -> `/vi/tim-kiem`
function inOwnWord(path) {
  const parts = path.split('/')
  // By the list: every object knows `constructor`, too.
  const own = locales.indexOf(parts[1]) < 0 ? undefined : searchWords[parts[1]]
  const isWord = Object.keys(searchWords).some((locale) => searchWords[locale] === parts[2])
  return own && isWord && parts.length === 3 ? `/${parts[1]}/${own}` : path
}

// One key for all ways of writing one search, its parameters in one order. Undefined of what searches nothing.
function searchOf(path, querystring) {
  const parts = path.split('/')
  const isApi = path === apiSearch
  const isPage = isApi || parts[2] === searchWords[parts[1]]
  if (!isApi && (parts.length !== 3 || (!isPage && parts[1] !== 'suggest'))) return undefined
  const kept = {}
  const locale = isApi && querystring.locale ? querystring.locale.value : ''
  if (locales.indexOf(locale) >= 0) kept.locale = { value: locale }
  const q = toQuery(querystring.q ? querystring.q.value : '')
  if (q) kept.q = { value: q }
  Object.keys(isPage ? searchValues : {}).forEach((name) => {
    const value = querystring[name] ? querystring[name].value : ''
    if (searchValues[name].test(value)) kept[name] = { value: value }
  })
  return kept
}

// The mirror has one page for all searches, so the path stays as it is, and q is written in letters that are signed in one way:
// `.C4` is `%C4`. functions/domain/site/search.ts reads it.
function ask(request, search) {
  const q = search.q
  if (q)
    q.value = q.value
      .replace(/[_.!~*'()+]/g, (sign) => (sign === '+' ? '.20' : `.${hexOf(sign)}`))
      .replace(/%/g, '.')
  request.querystring = search
  request.cookies = {}
  return request
}

// In lower case, NFC, single blanks; cut, and encoded again. What is no UTF-8 asks nothing.
function toQuery(value) {
  try {
    const text = decodeURIComponent(value.replace(/\+/g, ' ').replace(/%(?![0-9a-f]{2})/gi, '%25'))
    return encodeURIComponent(
      text
        .slice(0, longestQuery * 4)
        .normalize('NFC')
        .toLowerCase()
        // biome-ignore lint/suspicious/noControlCharactersInRegex: as good as blanks
        .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
        .trim()
        .slice(0, longestQuery)
        // Where it was cut, what would be cut off again leaves a sign.
        .replace(/[ \ud800-\udbff]$/, '…'),
    ).replace(/%20/g, '+')
  } catch (_) {
    return ''
  }
}

// The first value of each allowed name, in any case.
function keepAllowed(querystring, allowed) {
  const kept = {}
  for (const given in querystring) {
    const name = given.toLowerCase()
    const value = querystring[given].value
    if (allowed.indexOf(name) < 0 || kept[name] || !isWellFormed(value)) continue
    kept[name] = { value: value }
  }
  return kept
}

// Undefined of what is a page here: all of those but the first begin with their language, or are files.
function postOf(path, querystring) {
  if (locales.indexOf(path.split('/')[1]) >= 0 || path.indexOf('.') >= 0 || api.test(path)) return undefined
  const kept = keepAllowed(querystring, posts)
  const name = posts.filter((each) => kept[each] && /^\d{1,12}$/.test(kept[each].value))[0]
  if (!name) return undefined
  const post = {}
  post[name] = kept[name]
  return post
}

// `/vi/tin-tuc`, `/vi/chu-de/asean`, `/vi/tin-tuc/2026/01`: what is neither the front page, an article nor a file.
function isList(path) {
  const parts = path
    .replace(/\/\d{4}\/\d\d$/, '')
    .split('/')
    .slice(1)
  if (parts[parts.length - 1].indexOf('.') >= 0) return false
  return parts.length === 2 || (parts.length === 3 && topics.indexOf(parts[1]) >= 0)
}

// RFC 3986, 6.2.2: what needs no encoding is written as itself, what is encoded in upper case, and no dot segment is
// left. One slash at a time, none at the end, the locale in lower case. Starts with exactly one slash, so a redirect
// to it never leaves the site.
function canonicalPath(uri) {
  const segments = []
  uri
    .replace(/%[0-9a-f]{2}/gi, decodeUnreserved)
    .split('/')
    .forEach((segment) => {
      if (segment === '..') segments.pop()
      else if (segment !== '' && segment !== '.') segments.push(segment)
    })
  return `/${segments.join('/')}`.replace(/^\/[a-z]{2}(?=\/|$)/i, (locale) => locale.toLowerCase())
}

function decodeUnreserved(triple) {
  const character = String.fromCharCode(parseInt(triple.slice(1), 16))
  return /[A-Za-z0-9._~-]/.test(character) ? character : triple.toUpperCase()
}

// RFC 9110, 12.5.4: the highest quality wins, the earlier on a tie; `*` stands for those not named, q=0 for "not this".
function preferredLocale(header) {
  const wishes = wishesOf(header ? header.value : '')
  let best
  for (let i = 0; i < locales.length; i++) {
    const wish = wishes[locales[i]] || wishes['*']
    if (!wish || wish.quality === 0) continue
    if (!best || wish.quality > best.quality || (wish.quality === best.quality && wish.place < best.place))
      best = { locale: locales[i], quality: wish.quality, place: wish.place }
  }
  if (best) return best.locale
  return locales.filter((locale) => !wishes[locale])[0] || locales[0]
}

// `en-US` counts as `en`. A header of thousands of ranges is not read to its end.
function wishesOf(acceptLanguage) {
  const wishes = {}
  const ranges = acceptLanguage.split(',', 50)
  for (let place = 0; place < ranges.length; place++) {
    const parts = ranges[place].split(';')
    const name = parts[0].trim().toLowerCase().split('-')[0]
    if (name !== '*' && locales.indexOf(name) < 0) continue
    const quality = qualityOf(parts[1])
    if (!wishes[name] || quality > wishes[name].quality) wishes[name] = { quality: quality, place: place }
  }
  return wishes
}

function qualityOf(parameter) {
  if (parameter === undefined) return 1
  const match = /^\s*q=(0(\.\d{0,3})?|1(\.0{0,3})?)\s*$/i.exec(parameter)
  return match ? Number(match[1]) : 0
}

function toLanguage(acceptLanguage) {
  return {
    statusCode: 302,
    statusDescription: 'Found',
    headers: {
      location: { value: `/${preferredLocale(acceptLanguage)}` },
      'cache-control': { value: 'no-store' },
      vary: { value: 'accept-language' },
    },
  }
}

function movedTo(path, query) {
  const pairs = Object.keys(query).map((name) => `${name}=${query[name].value}`)
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: {
      location: { value: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path },
      'cache-control': { value: 'public, max-age=3600' },
    },
  }
}

function badRequest() {
  return {
    statusCode: 400,
    statusDescription: 'Bad Request',
    headers: {
      'content-type': { value: 'text/plain; charset=utf-8' },
      'cache-control': { value: 'no-store' },
    },
    body: '400 Bad Request: the address is not well-formed\n',
  }
}
