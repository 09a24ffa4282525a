import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { locales } from '../../functions/domain/locale.ts'
import { read } from '../support/cloud.ts'
import { addresses } from '../support/reader-articles.ts'
import { useReaderSite } from '../support/reader-site.ts'

const site = useReaderSite()

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // How hono/jsx writes the same document; HTML knows no difference.
    'void-style': ['error', { style: 'selfclose' }],
    'doctype-style': ['error', { style: 'lowercase' }],
    'attribute-boolean-style': ['error', { style: 'empty' }],
    'attribute-empty-style': ['error', { style: 'empty' }],
    // A news title is as long as it is.
    'long-title': 'off',
    // Kept on one line by this class, so that a copied number holds plain spaces.
    'tel-non-breaking': ['error', { ignoreClasses: ['nobr'] }],
    // The one script is of this site.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
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
