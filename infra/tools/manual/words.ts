import { createInstance, type TFunction } from 'i18next'
import { defaultLocale, type Locale } from '../../../functions/domain/locale.ts'
import { roomWordsOf } from '../../../locales/desk-words.ts'
import { deskWords, manualWords } from '../../../locales/index.ts'

export type DeskWords = TFunction<'desk'>
export type ManualWords = TFunction<'manual'>

/** Words of the desk with those of all its rooms, which its help names buttons by. */
async function deskWordsIn(locale: Locale) {
  const rooms = Object.entries<Partial<Record<Locale, () => Promise<object>>>>(roomWordsOf)
  const read = rooms.map(async ([room, of]) => [room, (await of[locale]?.()) ?? {}] as const)
  return { ...deskWords[locale], ...Object.fromEntries(await Promise.all(read)) }
}

/** What the desk says in a language, and what manuals say beside it. Where a language lacks words, the first one stands in. */
export async function speak(locale: Locale): Promise<{ desk: DeskWords; manual: ManualWords }> {
  const resources = Object.fromEntries(
    await Promise.all(
      [...new Set([locale, defaultLocale])].map(
        async (each) => [each, { desk: await deskWordsIn(each), manual: manualWords[each] }] as const,
      ),
    ),
  )
  const words = createInstance({
    resources,
    fallbackLng: defaultLocale,
    defaultNS: 'desk',
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  await words.init()
  return { desk: words.getFixedT(locale, 'desk'), manual: words.getFixedT(locale, 'manual') }
}
