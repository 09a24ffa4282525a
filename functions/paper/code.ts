import { encode } from 'uqr'
import { escaped } from '../views/plain-body.ts'

/** Rows of a QR code that leads a telephone to an address; true is dark. A seventh of it may be unreadable (level M). */
export function codeOf(address: string): boolean[][] {
  return encode(address, { border: 0, ecc: 'M' }).data
}

/** It as an SVG of one path, which is read as `label` by whoever cannot see it. The code is dark on white in dark mode too. */
export function codeDrawing(address: string, label: string): string {
  const edge = 2
  const rows = codeOf(address)
  const size = rows.length + 2 * edge
  const cells = rows.flatMap((row, y) =>
    row.map((isDark, x) => (isDark ? `M${x + edge} ${y + edge}h1v1h-1z` : '')),
  )
  return `<svg role="img" aria-label="${escaped(label)}" viewBox="0 0 ${size} ${size}" width="144" height="144"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${cells.join('')}"/></svg>`
}
