import type { Context } from 'hono'
import * as z from 'zod'
import { bodyWords } from '../../../locales/index.ts'
import { clean } from '../../domain/body/clean.ts'
import type { DroppedNote } from '../../domain/body/dropped-schemas.ts'
import { perLocale } from '../../domain/locale.ts'
import { askedLocale } from '../../http/asked-locale.ts'

/** The bodies as they were sent: what is read of a request is cleaned already. */
const text = z.object({ body: z.string() })
const article = z.object({ translations: z.object(perLocale(() => text.optional())) })

function notesOf(c: Context, field: string, body = ''): DroppedNote[] {
  const words = bodyWords[askedLocale(c)].dropped
  return clean(body).dropped.map((each) => ({ field, ...each, message: words[each.what] }))
}

/** What could not come along of the bodies that a valid request brings, so that nothing vanishes without a word. */
export async function droppedFrom(c: Context): Promise<DroppedNote[]> {
  const { data } = article.safeParse(await c.req.json())
  return Object.entries(data?.translations ?? {}).flatMap(([locale, sent]) =>
    notesOf(c, `translations.${locale}.body`, sent?.body),
  )
}

/** The same of a request that brings one text. */
export async function droppedFromText(c: Context): Promise<DroppedNote[]> {
  return notesOf(c, 'body', text.safeParse(await c.req.json()).data?.body)
}
