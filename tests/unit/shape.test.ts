import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { articleInput } from '../../functions/domain/article/article.ts'
import { mediaFile } from '../../functions/domain/library/file.ts'
import { defaultRoyaltyScheme } from '../../functions/domain/royalty/default-scheme.ts'
import { royaltySchemeInput } from '../../functions/domain/royalty/scheme.ts'
import { defaultSettings, settingsInput, writtenSettings } from '../../functions/domain/settings/settings.ts'
import { shapeOf } from '../../functions/domain/shape.ts'
import { anArticle } from '../support/articles/articles.ts'

describe('the shape of a rule', () => {
  const audio = {
    kind: 'audio',
    hash: 'a'.repeat(32),
    file: 'a.mp3',
    type: 'audio/mpeg',
    bytes: 1,
    seconds: 1,
  }

  it.each([
    ['an article', articleInput, articleInput.parse(anArticle({ eventDate: '2026-01-01' }))],
    ['settings', settingsInput, writtenSettings(defaultSettings)],
    ['a royalty scheme', royaltySchemeInput, defaultRoyaltyScheme],
    ['a file', mediaFile, audio],
  ])('reads what the rule has let through just as it is: %s', (_what, rule, value) => {
    expect(shapeOf<z.ZodType>(rule).parse(value)).toEqual(value)
  })

  it('has neither limits nor formats, and passes over what it does not know', () => {
    const rule = z.strictObject({ at: z.iso.date(), some: z.array(z.int().max(3)).max(1), mail: z.email() })
    const value = { at: 'once', some: [4.5, 5], mail: 'nobody' }
    expect(shapeOf(rule).parse({ ...value, more: 1 })).toEqual(value)
  })

  it('changes no text that it reads', () => {
    expect(shapeOf(z.string().overwrite((text) => text.trim())).parse(' a ')).toBe(' a ')
  })

  it('still tells a text from a number, and one kind of file from another', () => {
    expect(shapeOf(articleInput).safeParse({ section: 1 }).success).toBe(false)
    expect(shapeOf(mediaFile).safeParse({ ...audio, kind: 'video' }).success).toBe(false)
  })

  it('lets what is kept by a word of ours lack any of them, and drops other words', () => {
    const byWord = shapeOf(z.record(z.enum(['a', 'b']), z.string()))
    expect(byWord.parse({ a: '1', c: '3' })).toEqual({ a: '1' })
    const partly = shapeOf(z.partialRecord(z.enum(['a', 'b']), z.string()))
    expect(partly.parse({ a: '1', c: '3' })).toEqual({ a: '1' })
  })

  it('fills in what a default was given for', () => {
    expect(shapeOf(z.strictObject({ tags: z.array(z.string()).max(3).default([]) })).parse({})).toEqual({
      tags: [],
    })
  })

  it('is the same each time, and its own', () => {
    const shape = shapeOf(articleInput)
    expect(shapeOf(articleInput)).toBe(shape)
    expect(shapeOf<z.ZodType>(shape)).toBe(shape)
  })

  it('is not guessed of what it does not know', () => {
    expect(() => shapeOf(z.date())).toThrow('date')
  })
})
