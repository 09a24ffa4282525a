/**
 * BCP 47 tags of the languages the site is published in; the first is what a visitor gets who asks for none of them.
 * One more language is its folder beside this file, its tag in this line, and `npm run locales`.
 */
export const tags = ['vi', 'en'] as const

export type Tag = (typeof tags)[number]
