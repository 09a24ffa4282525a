import { describe, expect, it } from 'vitest'
import { articleInput } from '../../functions/domain/article/article.ts'
import { inEnglish } from '../support/refusal.ts'

const text = { title: 'Hội nghị sơ kết' }
const input = { section: 'news', translations: { vi: text } }

/** What is refused, as `path: message`, with the names of fields that there are not: doors say each in a line of its own. */
function refusals(value: unknown): string[] {
  const { error } = articleInput.safeParse(value)
  return (error?.issues ?? []).map(({ path, message, ...issue }) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ` "${key}"`).join() : ''
    return `${path.join('.')}: ${inEnglish(message)}${unknown}`
  })
}

const withText = (fields: object) => ({ ...input, translations: { vi: { ...text, ...fields } } })

describe('what a client may write of an article', () => {
  it('needs no more than a section and a title', () => {
    expect(articleInput.parse(input)).toEqual({
      type: 'news',
      section: 'news',
      genre: 'news',
      byline: [],
      featured: false,
      tags: [],
      related: [],
      attachments: [],
      translations: { vi: { title: 'Hội nghị sơ kết', summary: '', body: '' } },
    })
  })

  it.each([
    'status',
    'author',
    'live',
    'number',
    'role',
    'publishedAt',
    'id',
    'actor',
    'version',
    'hash',
    'views',
  ])('does not include "%s", neither of the article nor of a text', (field) => {
    expect(refusals({ ...input, [field]: 'x' })[0]).toContain(`"${field}"`)
    expect(refusals(withText({ [field]: 'x' }))[0]).toContain(`"${field}"`)
  })

  it.each(['withdrawn', 'updatedAt', 'previous'])('does not include "%s" of a text', (field) => {
    expect(refusals(withText({ [field]: 'x' }))[0]).toContain(`"${field}"`)
  })

  it('does not include a prototype', () => {
    expect(
      refusals(JSON.parse('{"section":"news","translations":{"vi":{"title":"a"}},"__proto__":{"x":1}}')),
    ).not.toEqual([])
  })

  it('has a text in at least one language, and in none that the site does not have', () => {
    expect(refusals({ ...input, translations: {} })[0]).toContain('at least one of: vi, en')
    expect(refusals({ ...input, translations: { vi: text, fr: text } })[0]).toContain('"fr"')
    expect(articleInput.parse({ ...input, translations: { en: text } }).translations).toHaveProperty('en')
  })

  it.each([
    [withText({ title: 'x'.repeat(256) }), 'translations.vi.title: has 256 characters; at most 255'],
    [withText({ title: ' ' }), 'translations.vi.title: must not be empty'],
    [withText({ title: 'a\u202eb' }), 'translations.vi.title: holds the control character U+202E'],
    [withText({ summary: 'x'.repeat(601) }), 'translations.vi.summary: has 601 characters; at most 600'],
    [withText({ body: 'x'.repeat(200_001) }), 'translations.vi.body: has 200001 characters; at most 200,000'],
    [withText({ body: '<p>a\u0000b</p>' }), 'translations.vi.body: holds the control character U+0000'],
    [withText({ slug: 'Tin tức' }), 'translations.vi.slug: must be lower-case words'],
    [
      withText({ externalUrl: 'javascript:alert(1)' }),
      'translations.vi.externalUrl: "javascript:alert(1)" is not a web',
    ],
    [{ ...input, section: 'Tin tức' }, 'section: must be 1 to 40 characters of a-z'],
    [{ ...input, byline: Array(6).fill('x') }, 'byline: '],
    [{ ...input, byline: ['x'.repeat(121)] }, 'byline.0: has 121 characters; at most 120'],
    [{ ...input, related: Array(2).fill('0123456789') }, 'related: names an article twice'],
    [{ ...input, related: ['x'] }, 'related.0: must be 10 characters'],
    [{ ...input, related: [...'0123456789a'].map((c) => c.repeat(10)) }, 'related: '],
    [{ ...input, eventDate: '2019-02-30' }, 'eventDate: must be a day that exists'],
    [
      { ...input, attachments: [{ name: 'a', href: '/media/../x', type: 'application/pdf', bytes: 1 }] },
      'attachments.0.href: "/media/../x" is not the address of a file',
    ],
  ])('is refused with the field and the limit (%#)', (value, expected) => {
    expect(refusals(value)).toContainEqual(expect.stringContaining(expected))
  })

  it('says the number that a list may hold', () => {
    expect(refusals({ ...input, byline: Array(6).fill('x') })[0]).toContain('5')
    expect(refusals({ ...input, related: [...'0123456789a'].map((c) => c.repeat(10)) })[0]).toContain('10')
  })

  it('is cleaned on the way in', () => {
    const { vi } = articleInput.parse(
      withText({
        title: ' Ho\u0323\u0302i  nghi\u0323 ',
        summary: 'một\r\nhai ',
        body: '<div onclick="x()">Xin <b>chào</b><script>x()</script></div>',
      }),
    ).translations
    expect(vi).toMatchObject({
      title: 'Hội nghị',
      summary: 'một\nhai',
      body: '<p>Xin <strong>chào</strong></p>',
    })
  })

  it('is the same when it is written again as it was kept', () => {
    const kept = articleInput.parse(withText({ body: '<h1>a</h1>b<ul>c<li>d</ul>', summary: ' x ' }))
    expect(articleInput.parse(kept)).toEqual(kept)
  })
})
