// Written by `npm run locales`, from tags.ts and the folders beside it.
import type { Words } from './complete.ts'
import en from './en/reader.json' with { type: 'json' }
import vi from './vi/reader.json' with { type: 'json' }

export const readerWords: Words<typeof vi> = { vi, en }
