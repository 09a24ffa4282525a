import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { read } from '../support/cloud.ts'
import { createMarkupValidator } from '../support/markup.ts'
import { addresses } from '../support/reader-articles.ts'
import { useReaderSite } from '../support/reader-site.ts'

const site = useReaderSite()

const validator = createMarkupValidator({
  // The one script is of this site.
  rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
})

describe.each(locales)('the HTML that is served in %s', (locale) => {
  it.each(Object.entries(addresses[locale]))('is valid: %s', async (_, path) => {
    const { text } = await read(site.url, path)
    const { results } = await validator.validateString(text)
    const messages = results.flatMap((each) => each.messages)
    expect(
      messages.map(({ line, column, ruleId, message }) => `${line}:${column} ${ruleId} ${message}`),
    ).toEqual([])
  })
})
