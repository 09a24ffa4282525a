import { HtmlValidate } from 'html-validate'

/** Judges HTML by the rules of the house: the standard's, and what is different about how hono/jsx writes it. */
export function createMarkupValidator({
  document = true,
  rules = {},
}: {
  document?: boolean
  rules?: object
} = {}) {
  return new HtmlValidate({
    root: true,
    extends: ['html-validate:recommended', ...(document ? ['html-validate:document'] : [])],
    rules: {
      // The same document; HTML knows no difference.
      'void-style': ['error', { style: 'selfclose' }],
      'doctype-style': ['error', { style: 'lowercase' }],
      'attribute-boolean-style': ['error', { style: 'empty' }],
      'attribute-empty-style': ['error', { style: 'empty' }],
      // A news title is as long as it is.
      'long-title': 'off',
      // Kept on one line by this class, so that a copied number holds plain spaces.
      'tel-non-breaking': ['error', { ignoreClasses: ['nobr'] }],
      ...rules,
    },
  })
}
