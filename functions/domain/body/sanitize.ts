import sanitize from 'sanitize-html'
import type { DropList } from './dropped.ts'
import {
  allowedAttributes,
  allowedTags,
  deepest,
  isForeign,
  removed,
  transformersTo,
  valuedAttributes,
} from './elements.ts'

const allowList: sanitize.IOptions = {
  allowedTags,
  allowedAttributes,
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'media'],
  allowProtocolRelative: false,
  nonBooleanAttributes: valuedAttributes,
  nonTextTags: removed,
  nestingLimit: deepest,
}

/** HTML of the elements that may stand in a body, under the names that `blocksOf` knows; `notes` is told what goes. */
export function sanitized(html: string, notes: DropList): string {
  return sanitize(html, {
    ...allowList,
    transformTags: transformersTo(notes),
    exclusiveFilter: ({ tag, attribs }) => isForeign({ tagName: tag, attribs }, notes),
  })
}
