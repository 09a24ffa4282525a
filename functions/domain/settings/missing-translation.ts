import * as z from 'zod'

/**
 * What a reader who asks for a text in a language that it is not public in gets: `notice` says so and names the others,
 * `redirect` leads to one of them, `require` lets nothing go public before every language is approved.
 */
export const missingTranslation = z.enum(['notice', 'redirect', 'require'])
