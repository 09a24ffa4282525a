import * as z from 'zod'
import { locales, perLocale } from './locale.ts'

export const locale = z.enum(locales)

/** Reads what is kept for each language, and passes over those that are not ours (any more, or yet). */
export const byLocale = <T extends z.ZodType>(value: T) => z.object(perLocale(() => value.optional()))
