import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { createMarkupValidator } from '../support/browser/markup.ts'
import { addresses } from '../support/browser/reader-articles.ts'
import { theReaderSite } from '../support/browser/reader-site.ts'
import { read } from '../support/product/cloud.ts'

const site = theReaderSite()

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
