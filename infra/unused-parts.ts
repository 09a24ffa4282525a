import type { Plugin } from 'esbuild'

/** What packages bring with them and the desk never asks for, and what stands in its place. */
const stubs: readonly { filter: RegExp; contents: string }[] = [
  {
    // Dates are those of the Gregorian calendar in every language of ours; nine others came along.
    filter: /[\\/]@internationalized[\\/]date[\\/]dist[\\/]private[\\/]createCalendar\.mjs$/,
    contents: `import { GregorianCalendar } from './calendars/GregorianCalendar.mjs'
      export const createCalendar = () => new GregorianCalendar()`,
  },
  {
    // The desk judges by schemas; documents of them are made by the API alone.
    filter: /[\\/]zod[\\/]v4[\\/]core[\\/]json-schema-processors\.js$/,
    contents: 'export const allProcessors = {}, toJSONSchema = undefined',
  },
  {
    filter: /[\\/]zod[\\/]v4[\\/]core[\\/]to-json-schema\.js$/,
    contents: `const none = () => () => { throw new Error('the desk makes no JSON Schema') }
      export { ${[
        'createToJSONSchemaMethod',
        'createStandardJSONSchemaMethod',
        // Of parts of zod that are dropped, but read first.
        ...['extractDefs', 'finalize', 'initializeContext', 'process', 'processSchema'],
      ]
        .map((name) => `none as ${name}`)
        .join(', ')} }`,
  },
]

/** Leaves out of the desk what it would load and never use. */
export const withoutUnusedParts: Plugin = {
  name: 'without-unused-parts',
  setup({ onLoad }) {
    for (const { filter, contents } of stubs) onLoad({ filter }, () => ({ contents, loader: 'js' }))
  },
}
