import * as z from 'zod'

/**
 * What a reader gets who asks for a text in a language that it is not public in: `notice` says so and names the others,
 * `redirect` leads to one of them, `require` lets nothing go public before every language is approved.
 */
export const missingTranslation = z.enum(['notice', 'redirect', 'require'])
