// Written by `npm run locales`, from tags.ts and the folders beside it.
import { language as en } from './en/index.ts'
import type { Language } from './language.ts'
import type { Tag } from './tags.ts'
import { language as vi } from './vi/index.ts'

/** What each language of the site says of itself. */
export const languages: Record<Tag, Language> = { vi, en }
