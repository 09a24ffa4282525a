import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync('functions/views/css/base.css', 'utf8')
const [light = '', rest = ''] = css.split('prefers-color-scheme: dark')
const [dark = ''] = rest.split('data-contrast')

/** Relative luminance (WCAG 2.2) of a colour that a scheme names. */
function luminance(scheme: string, name: string): number {
  const [, given = ''] = new RegExp(`--${name}: #([0-9a-f]{3,6});`, 'u').exec(scheme) ?? []
  const hex = given.length === 3 ? [...given].map((digit) => digit + digit).join('') : given
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(scheme: string, ink: string, ground: string): number {
  const [darker = 0, lighter = 0] = [luminance(scheme, ink), luminance(scheme, ground)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

it.each([
  ['light', light],
  ['dark', dark],
])('dates, labels and the footer stand out from what is behind them by 7 to 1: %s', (_, scheme) => {
  for (const ink of ['soft', 'ink', 'link'])
    for (const ground of ['paper', 'tint']) {
      const found = contrast(scheme, ink, ground)
      expect(found, `${ink} on ${ground}`).toBeGreaterThanOrEqual(7)
    }
})

it.each([
  ['light', light],
  ['dark', dark],
])('with the most contrast words stand out by 21 to 1, and links by 10: %s', (_, scheme) => {
  expect(contrast(scheme, 'near', 'far')).toBeCloseTo(21)
  expect(contrast(scheme, 'lead', 'far')).toBeGreaterThanOrEqual(10)
})

it('gives the most contrast to whoever chose it, and to whoever asks for it by their device without a script', () => {
  const blocks = [...css.matchAll(/\[data-contrast[^{]*\{([^}]*)\}/gu)].map(([, block = '']) =>
    block.replaceAll(/\s+/gu, ' '),
  )
  expect(blocks).toHaveLength(2)
  expect(blocks[0]).toBe(blocks[1])
  expect(css).toMatch(/@media \(prefers-contrast: more\) \{\s*:root:not\(\[data-contrast\]\)/u)
})
