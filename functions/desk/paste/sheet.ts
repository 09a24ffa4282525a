import type { Pass } from './pass.ts'
import { addStyle } from './style.ts'

/** What of a sheet means something to a text. */
const telling =
  /(?:^|[;{\s])((?:font-family|font-weight|font-style|text-decoration|text-decoration-line|vertical-align|display|visibility|white-space|mso-list|mso-hide|mso-outline-level)\s*:[^;}]*)/giu

/** One rule of a sheet; what stands in braces of braces (`@media`) is passed over. */
const rule = /([^{}]+)\{([^{}]*)\}/gu

/** `p.MsoNormal`, `.xl65`, `td`: the selectors that programs write for their own styles. */
const simple = /^(?:[a-z][a-z0-9]*)?(?:\.[\w-]+)?$/iu

/**
 * Writes what the sheet beside a copied text says into the elements, where they do not say otherwise themselves: Excel says
 * bold and hidden by classes, Word the font of old letters.
 */
export const applySheet: Pass = ({ root }) => {
  const styles = new Map<Element, string>()
  for (const sheet of root.querySelectorAll('style')) {
    const text = (sheet.textContent ?? '').replace(/\/\*[\s\S]*?\*\/|<!--|-->/gu, '')
    for (const [, selectors = '', body = ''] of text.matchAll(rule)) {
      const style = [...body.matchAll(telling)].map(([, declaration]) => declaration).join(';')
      const named = selectors.split(',').map((each) => each.trim())
      for (const selector of style === '' ? [] : named.filter((each) => each !== '' && simple.test(each)))
        for (const element of root.querySelectorAll(selector))
          styles.set(element, `${styles.get(element) ?? ''};${style}`)
    }
  }
  for (const [element, style] of styles) addStyle(element, style)
}
