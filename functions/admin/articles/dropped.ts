import type { Context } from 'hono'
import * as z from 'zod'
import { bodyWords } from '../../../locales/index.ts'
import { clean } from '../../domain/body/clean.ts'
import type { DroppedNote } from '../../domain/body/dropped-schemas.ts'
import { perLocale } from '../../domain/locale.ts'
import { askedLocale } from '../../http/asked-locale.ts'

/** The bodies as they were sent: what is read of a request is cleaned already. */
const sent = z.object({ translations: z.object(perLocale(() => z.object({ body: z.string() }).optional())) })

/** What could not come along of the bodies that a valid request brings, so that nothing vanishes without a word. */
export async function droppedFrom(c: Context): Promise<DroppedNote[]> {
  const { data } = sent.safeParse(await c.req.json())
  const words = bodyWords[askedLocale(c)].dropped
  return Object.entries(data?.translations ?? {}).flatMap(([locale, text]) =>
    clean(text?.body ?? '').dropped.map((each) => ({
      field: `translations.${locale}.body`,
      ...each,
      message: words[each.what],
    })),
  )
}
