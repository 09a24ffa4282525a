import type { S3Error } from './s3-error.ts'

export class Xml {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | boolean | Xml | readonly Xml[]

/** A template whose values are escaped, unless they are XML themselves. */
export function xml(strings: TemplateStringsArray, ...parts: Part[]): Xml {
  return new Xml(strings.map((text, i) => text + (i < parts.length ? render(parts[i] ?? '') : '')).join(''))
}

function render(part: Part): string {
  if (part instanceof Xml) return part.text
  if (typeof part === 'object') return part.map((each) => each.text).join('')
  // Control characters as references, as S3 does: a key with a line break must come back as it was.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return String(part).replace(/[&<>"'\x00-\x1f\x7f]/g, (c) => `&#${c.charCodeAt(0)};`)
}

export const document = (root: Xml) => `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}`

export const errorDocument = ({ code, message }: S3Error) =>
  document(xml`<Error><Code>${code}</Code><Message>${message}</Message></Error>`)
