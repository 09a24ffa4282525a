import { createHash } from 'node:crypto'
import type { Assets } from '../views/frame.ts'

/** The reader's style sheet and script, under names that change when they do. */
export interface SiteAssets extends Assets {
  script: string
  scriptBody: string
  /** CSP source of the style sheet that is printed into the page. */
  styleSource: string
}

const digest = (text: string) => createHash('sha256').update(text)

export function createAssets({ css, script }: { css: string; script: string }): SiteAssets {
  return {
    css,
    script: `/assets/reader-${digest(script).digest('hex').slice(0, 12)}.js`,
    scriptBody: script,
    styleSource: `'sha256-${digest(css).digest('base64')}'`,
  }
}
