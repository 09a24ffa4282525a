import type { Source } from './notice.ts'

/** Traces that programs leave in what they copy, the surest first. */
const traces: readonly [source: Source, trace: RegExp][] = [
  ['desk', /\bdata-pm-slice=/u],
  ['google-sheets', /google-sheets-html-origin|\bdata-sheets-(?:value|root|userformat)\b/u],
  ['google-docs', /\bdocs-internal-guid-|\bid="?docs-internal/u],
  ['excel', /urn:schemas-microsoft-com:office:excel|content="?(?:Excel\.Sheet|Microsoft Excel)/iu],
  [
    'outlook',
    /content="?Microsoft Word \d+ \(filtered medium|elementToProof|class="?x_Mso|safelinks\.protection\.outlook\.com/iu,
  ],
  ['word-online', /\bSCXW\d|\bdata-ccp-props=|class="[^"]*\b(?:OutlineElement|TextRun|NormalTextRun)\b/u],
  [
    'word',
    /content="?Microsoft Word|class=["']?Mso|\bmso-|urn:schemas-microsoft-com:office:word|Word\.Document/u,
  ],
  ['libreoffice', /content="(?:LibreOffice|OpenOffice)|(?:face="|font-family:\s*)"?Liberation /u],
  ['sharepoint', /\bExternalClass[0-9A-F]{6}|\bms-rte|\bms-[a-z]+Element-/u],
]

export function sourceOf(html: string): Source {
  return traces.find(([, trace]) => trace.test(html))?.[0] ?? 'web'
}

/** Programs that say a language of every run, and often a wrong one. */
export const isOffice = (source: Source) => source !== 'web' && source !== 'desk' && source !== 'text'
