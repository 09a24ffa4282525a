import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import * as z from 'zod'
import { legacy, sharedInput, translationInput } from '../article/article.ts'
import { status } from '../article/status-schema.ts'
import { instant } from '../date-schemas.ts'
import { idFromDigest } from '../id.ts'
import { locales, perLocale } from '../locale.ts'
import { says } from '../rules.ts'
import { sourceKey, sourceSystem } from '../source-system.ts'
import { line } from '../text-schemas.ts'
import { webAddress } from '../url-schemas.ts'

/** How far a text had come in the other system; nothing goes public here that was not public there. */
const standing = {
  status,
  /** When readers first got it there. */
  publishedAt: instant.optional(),
  /** Of a scheduled one: when it is to go public. One whose date is past is public. */
  publishAt: instant.optional(),
  /** Of a withdrawn one: the notice in its place. */
  reason: line(500).optional(),
}

const needed = { scheduled: 'publishAt', withdrawn: 'reason' } as const

const importedText = z
  .strictObject({ ...translationInput.omit({ basedOn: true, correction: true }).shape, ...standing })
  .superRefine((text, context) => {
    const name = text.status === 'scheduled' || text.status === 'withdrawn' ? needed[text.status] : undefined
    if (name && text[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: says('required', { wanted: 'text' }) })
  })
export type ImportedText = z.infer<typeof importedText>

/** An article as it was in one version of the other system. */
export const importedVersion = z.strictObject({
  /** When that version was made. */
  at: instant,
  /** By whom, as that system calls them. @default nobody is named */
  author: line(120).optional(),
  label: line(40).optional(),
  ...sharedInput.omit({ related: true, replyTo: true }).shape,
  /** Keys of other items of the same system, which may come later than this one. */
  related: z.array(sourceKey).max(10).default([]),
  translations: z
    .strictObject(perLocale(() => importedText.optional()))
    .refine((texts) => locales.some((each) => texts[each]), { error: says('no_text', { locales }) }),
  legacy: legacy.optional(),
})
export type ImportedVersion = z.infer<typeof importedVersion>

/** An item of another system, with all its versions in their order, the oldest first: what becomes one article. */
export const importedItem = z.strictObject({
  system: sourceSystem,
  key: sourceKey,
  /** In which file it was found. */
  file: line(255).optional(),
  /** All addresses that it had there; they will lead to the article. */
  addresses: z.array(webAddress).max(50).default([]),
  /** How often it was read there. */
  views: z.int().min(0).max(1_000_000_000).default(0),
  versions: z.array(importedVersion).min(1).max(500),
})
export type ImportedItem = z.infer<typeof importedItem>

/** The id of the article that an item becomes, so that it is known before it is there. */
export function articleIdOf({ system, key }: Pick<ImportedItem, 'system' | 'key'>): string {
  return idFromDigest(createHash('sha256').update(`${system}\n${key}`).digest())
}

const sha256 = (value: unknown) =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex')

const sent = z.looseObject({ versions: z.array(z.unknown()) })

/**
 * By what an item is known to be the same, and each of its versions: of what was sent, not of what rules make of it. Not how
 * often it was read, which grows each day, nor the name of the file.
 */
export function digestsOf(raw: unknown): { item: string; versions: string[] } {
  const { views: _, file: __, ...rest } = sent.parse(raw)
  return { item: sha256(rest), versions: rest.versions.map(sha256) }
}
