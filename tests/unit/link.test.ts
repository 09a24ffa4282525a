import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSafeLink, linkHref } from '../../functions/domain/url.ts'
import { fileAddress, webAddress } from '../../functions/domain/url-schemas.ts'
import { inEnglish } from '../support/refusal.ts'

const hostile = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://example.com/%0aalert(1)',
  'jav&#x61;script:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  'filesystem:https://example.com/1',
  'view-source:https://example.com',
  'ftp://example.com',
  'about:blank',
  'ws://example.com',
  '//example.com/x',
  '///example.com/x',
  '/\\example.com',
  '\\\\example.com',
  'https:example.com',
  'https:/example.com',
  'https:///example.com',
  'https:\\\\example.com',
  'https://example.com\\@other.example',
  'https://user@example.com',
  'https://user:secret@example.com/',
  'https://example.com@other.example/',
  'https://exam\u200bple.com',
  'https://example.com/\u202etxt.exe',
  'https://exa\u00admple.com',
  'https://example.com/\ud800',
  'https://',
  'https://exa mple.com',
  'https://[::1',
  'https://example.com:99999',
  'example.com',
  'page.html',
  '../page.html',
  '?q=1',
  '#top',
  '',
  ' ',
]

describe('a link', () => {
  it.each(hostile)('is refused: %j', (address) => {
    expect(isSafeLink(address)).toBe(false)
    expect(webAddress.safeParse(address).success).toBe(false)
    expect(linkHref(address)).toBeUndefined()
  })

  it.each([
    'https://example.com',
    'http://example.com:8080/a?b=c#d',
    'https://vi.wikipedia.org/wiki/Tây_Ninh',
    'https://ngoaivụ.example/',
    'mailto:songoaivu@example.gov.vn',
    'tel:+842763822233',
  ])('may stand in a text: %s', (address) => {
    expect(isSafeLink(address)).toBe(true)
  })

  it.each([
    ['https://example.com', 'https://example.com'],
    [' https://example.com/a ', 'https://example.com/a'],
    ['https://example.com/tệp 1.pdf', 'https://example.com/t%E1%BB%87p%201.pdf'],
    ['/vi/tin-tuc/bài?x=1#y', '/vi/tin-tuc/b%C3%A0i?x=1#y'],
    ['/media/quyết định.pdf', '/media/quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf'],
    ['/', '/'],
  ])('in a text leads where it was meant to: "%s"', (given, href) => {
    expect(linkHref(given)).toBe(href)
    expect(linkHref(href)).toBe(href)
  })

  it('never leads to another protocol, however it is written', () => {
    const part = fc.constantFrom(
      ...[
        'javascript',
        'data',
        'https',
        'http',
        ':',
        '/',
        '//',
        '\\',
        '\t',
        '\n',
        ' ',
        '@',
        '?',
        '#',
        '%',
        '&#58;',
      ],
      ...['e.com', 'x', '.', '..', '[', ']', '\u0000', '\u200b', '\u202e', 'mailto', 'tel', '1', 'é'],
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const href = linkHref(parts.join(''))
        if (href === undefined) return
        const url = new URL(href, 'https://site.example/vi/')
        expect(['http:', 'https:', 'mailto:', 'tel:']).toContain(url.protocol)
        expect(url.username + url.password).toBe('')
        expect(href.startsWith('//')).toBe(false)
        if (href.startsWith('/')) expect(url.host).toBe('site.example')
        expect(linkHref(href)).toBe(href)
      }),
      { numRuns: 2000 },
    )
  })

  it('has a length that is bounded', () => {
    expect(linkHref(`https://example.com/${'x'.repeat(2000)}`)).toBeUndefined()
    expect(webAddress.safeParse(`https://example.com/${'x'.repeat(2000)}`).success).toBe(false)
  })
})

describe('a web address', () => {
  it('is not an e-mail address, a telephone number or a path', () => {
    for (const address of ['mailto:a@example.com', 'tel:113', '/vi'])
      expect(webAddress.safeParse(address).success, address).toBe(false)
  })

  it('says what is wrong with the value', () => {
    const { error } = webAddress.safeParse('www.example.com')
    expect(inEnglish(error?.issues[0]?.message ?? '')).toMatch(
      /"www\.example\.com" is not a web address.*https:\/\//,
    )
  })
})

describe('the address of a file', () => {
  it.each(['/media/a/b.pdf', '/media/quy%E1%BA%BFt.pdf', 'https://example.com/a.pdf'])(
    'may be %s',
    (address) => {
      expect(fileAddress.parse(address)).toBe(address)
    },
  )

  it.each([
    '/media/../admin',
    '/media/%2e%2e/admin',
    '/media/%2E./admin',
    '/media/./a.pdf',
    '/media/',
    '/other/a.pdf',
    '/media/a.pdf?x',
    'media/a.pdf',
    'javascript:alert(1)',
  ])('is refused when it is %s', (address) => {
    expect(fileAddress.safeParse(address).success).toBe(false)
  })
})
