import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lookedUp } from '../../functions/domain/lost-address.ts'
import { settingsPartNames, settingsParts } from '../../functions/domain/settings/parts.ts'
import {
  defaultSettings,
  settings,
  settingsInput,
  writtenSettings,
} from '../../functions/domain/settings/settings.ts'
import { aTag } from '../support/articles/articles.ts'
import { listenToLog } from '../support/log.ts'
import { aDoor, type Door } from '../support/product/door.ts'

// One line of the log for each request.
listenToLog()

type Writer = 'admin' | 'admin2'

const read = (door: Door, part: string) => door.as('admin').get(`/settings/${part}`)
const write = (door: Door, part: string, body: unknown, match: string, who: Writer | 'editor' = 'admin') =>
  door.as(who).put(`/settings/${part}`, match, body)

const named = (vi: string) => ({
  name: { vi, en: vi },
  tagline: { vi: 'Lời', en: 'Words' },
})
const { sections } = writtenSettings(defaultSettings)
const withName = (name: string) => ({
  sections: sections.map((each, index) => (index === 0 ? { ...each, name: { vi: name, en: name } } : each)),
})

/** What each part may be made to say, by a word of a test. */
const contents: Record<string, (word: string) => object> = {
  words: named,
  imprint: (organisation) => ({
    imprint: { vi: { organisation, note: '' }, en: { organisation, note: '' } },
  }),
  links: (name) => ({ links: [{ name: { vi: name, en: name }, url: 'https://example.vn/' }] }),
  menu: (name) => ({
    menu: { top: [{ label: { vi: name, en: name }, target: { kind: 'latest' }, entries: [] }], foot: [] },
  }),
  policies: (word) => ({
    fourEyes: word < 'm',
    royaltyFourEyes: true,
    refuseActiveDocuments: false,
    checkLinks: false,
    daysOff: [],
    videoHosts: [],
  }),
  publication: (name) => ({
    weekdays: 'number',
    indexNowKey: '',
    formerUnits: [{ name: { vi: name, en: name }, bylines: [name], sections: [], until: '2025-06-30' }],
  }),
  freeze: (reason) => ({ frozen: { reason } }),
  gone: (word) => ({ gone: [lookedUp(`/${encodeURIComponent(word)}.aspx?id=1`)] }),
  sections: withName,
  tags: (name) => ({ tags: [aTag('asean', { name: { vi: name, en: name } })] }),
}

describe('the parts of the settings', () => {
  it('are all that an administrator writes, each once', () => {
    const fields = Object.values(settingsParts).flat()
    expect(fields.toSorted()).toEqual(Object.keys(settingsInput.shape).toSorted())
    expect(settingsPartNames).toEqual(Object.keys(contents))
  })

  it('are written by two at the same moment, from the very first on: neither loses anything', async () => {
    const door = await aDoor()
    const [words, links] = [await read(door, 'words'), await read(door, 'links')]
    const answers = await Promise.all([
      write(door, 'words', named('Sở A'), words.etag),
      write(door, 'links', contents.links?.('Cổng'), links.etag, 'admin2'),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const { body } = await door.as('admin').get('/settings')
    expect([body.name.vi, body.links[0].name.vi]).toEqual(['Sở A', 'Cổng'])
    expect((await read(door, 'links')).body.changed.actor.id).toBe('admin2')
    expect((await read(door, 'menu')).body.changed).toBeUndefined()
  })

  it('are not written over by somebody who has not seen them, who is told who was faster', async () => {
    const door = await aDoor()
    const { etag } = await read(door, 'words')
    const first = await write(door, 'words', named('Sở A'), etag)
    const late = await write(door, 'words', named('Sở B'), etag)
    expect([late.status, late.body.current]).toEqual([412, first.etag])
    const now = await read(door, 'words')
    expect(now.etag).toBe(first.etag)
    expect(now.body).toMatchObject({ value: named('Sở A'), changed: { number: 1, actor: { id: 'admin' } } })
    // What was read of the whole settings before is known no more either.
    const whole = { ...writtenSettings(defaultSettings), ...named('Sở C') }
    const blind = await door
      .as('admin')
      .send('PUT', '/settings', { body: whole, headers: { 'if-none-match': '*' } })
    expect(blind.status).toBe(412)
  })

  it('are written whole and alone, by administrators, and keep every section', async () => {
    const door = await aDoor()
    const { etag } = await read(door, 'words')
    const half = await write(door, 'words', { name: named('x').name }, etag)
    expect([half.status, half.body.errors[0].field, half.body.errors[0].rule]).toEqual([
      422,
      'tagline',
      'whole_part',
    ])
    const more = await write(door, 'words', { ...named('x'), links: [] }, etag)
    expect([more.status, more.body.errors[0].field]).toEqual([422, 'links'])
    expect((await write(door, 'words', named('x'), etag, 'editor')).status).toBe(403)
    const fewer = await write(
      door,
      'sections',
      { sections: sections.slice(1) },
      (await read(door, 'sections')).etag,
    )
    expect([fewer.status, fewer.body.rule]).toEqual([409, 'sections_kept'])
    const twice = withName(sections[1]?.name.vi ?? '')
    expect((await write(door, 'sections', twice, (await read(door, 'sections')).etag)).status).toBe(422)
  })

  it('that were set before they were told apart have a tag, and the number of a revision', async () => {
    const door = await aDoor()
    const { changedIn: _, ...old } = defaultSettings
    const act = {
      at: '2026-01-01T00:00:00.000Z',
      actor: { id: 'admin', name: 'admin', role: 'admin' },
      action: 'configure',
      requestId: 'r',
    } as const
    await door.newsroom.reviseSettings({ absent: true }, () => ({ act, state: settings.parse(old) }))
    const { etag, body } = await read(door, 'words')
    expect([etag, body.changed.number]).toEqual([expect.stringMatching(/^"words:1-/u), 1])
    expect((await write(door, 'words', named('Sở A'), etag)).status).toBe(200)
    expect((await read(door, 'links')).body.changed.number).toBe(1)
  })

  it('lose nothing that was acknowledged, whatever two writers do in whatever order', async () => {
    const step = fc.record({
      who: fc.constantFrom<Writer>('admin', 'admin2'),
      part: fc.constantFrom(...settingsPartNames),
      act: fc.constantFrom('read', 'write'),
      word: fc.stringMatching(/^[a-z]{3,8}$/u),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const door = await aDoor()
        const known = new Map<string, string>()
        const said = new Map<string, { value: unknown; etag: string }>()
        for (const part of settingsPartNames) {
          const { body, etag } = await read(door, part)
          said.set(part, { value: body.value, etag })
          for (const who of ['admin', 'admin2']) known.set(`${who} ${part}`, etag)
        }
        for (const { who, part, act, word } of steps) {
          const key = `${who} ${part}`
          if (act === 'read') {
            known.set(key, (await read(door, part)).etag)
            continue
          }
          const value = contents[part]?.(word)
          const isKnown = known.get(key) === said.get(part)?.etag
          const answer = await write(door, part, value, known.get(key) ?? '', who)
          // Only what the writer had seen is written over, whatever became of the other parts.
          expect(answer.status).toBe(isKnown ? 200 : 412)
          if (answer.status !== 200) continue
          known.set(key, answer.etag)
          said.set(part, { value: answer.body.value, etag: answer.etag })
        }
        for (const [part, { value, etag }] of said) {
          const now = await read(door, part)
          expect([now.body.value, now.etag]).toEqual([value, etag])
        }
      }),
      { numRuns: 40 },
    )
  })
})
