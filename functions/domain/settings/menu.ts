import * as z from 'zod'
import { id as articleId } from '../id-schema.ts'
import { says } from '../rules.ts'
import type { Shape } from '../shape.ts'
import { line } from '../text-schemas.ts'
import { webAddress } from '../url-schemas.ts'
import { inEveryLocale, nameId } from './named.ts'

/** What the site shows by itself, and calls by words of its own. */
export const ownTargets = ['latest', 'search', 'sitemap', 'contact'] as const

/** Where an entry leads: to what has a name of its own in each language, or to an address outside. */
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('section'), id: nameId('news') }),
  z.strictObject({ kind: z.literal('tag'), id: nameId('asean') }),
  z.strictObject({ kind: z.literal('page'), id: articleId }),
  z.strictObject({ kind: z.enum(ownTargets) }),
  z.strictObject({ kind: z.literal('address'), url: webAddress }),
])
export type MenuTarget = z.output<typeof target>

/** What it is called; left out, as that to which it leads is called now. */
const label = inEveryLocale(line(60)).optional()

/** An address outside has no name that the site could know. */
const entry = z
  .strictObject({ label, target })
  .refine(({ label: given, target: to }) => given !== undefined || to.kind !== 'address', {
    error: says('menu_unnamed'),
    path: ['label'],
  })
export type MenuEntry = z.output<Shape<typeof entry>>

/** An entry of the menu above every page: it leads somewhere, or opens a list of others. */
const item = z
  .strictObject({ label, target: target.optional(), entries: z.array(entry).max(15).default([]) })
  .superRefine(({ label: given, target: to, entries }, context) => {
    if ((to === undefined) !== entries.length > 0)
      context.addIssue({ code: 'custom', path: ['target'], message: says('menu_either') })
    else if (given === undefined && (to === undefined || to.kind === 'address'))
      context.addIssue({ code: 'custom', path: ['label'], message: says('menu_unnamed') })
  })
export type MenuItem = z.output<Shape<typeof item>>

/**
 * The menu above and below every page, in the order of the lists. Without entries the one above shows every section, and the
 * one below the way to all pages. What is not public in a language is left out of its menu by itself.
 */
export const menu = z.strictObject({
  top: z.array(item).max(12).default([]),
  foot: z.array(entry).max(12).default([]),
})
export type Menu = z.output<Shape<typeof menu>>
