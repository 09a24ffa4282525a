interface Policy {
  createHTML(html: string): string
}

/** Trusted Types (W3C), which the DOM's types do not know yet, nor browsers of before 2026 that are not made of Chromium. */
interface Global {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy }
}

/** The desk's only way from text to elements. Every tree that it makes is inert: no script runs in it, nothing is loaded. */
const policy = (globalThis as Global).trustedTypes?.createPolicy('bantin-html', {
  createHTML: (html) => html,
})

/**
 * Where the style attribute of an element stands in what `inert` makes. Under its own name the page's policy reports each one,
 * and keeps it from `element.style` in some browsers and not in others.
 */
export const saidStyle = 'data-said-style'

const tag = /<[a-z][^<>]*>/giu
const styleName = /(?<=[\s"'/])style(?=\s*=)/giu

/** HTML as the browser's parser reads it, in a document of its own. */
export function inert(html: string): DocumentFragment {
  const template = document.createElement('template')
  const said = html.replace(tag, (each) => each.replace(styleName, saidStyle))
  template.innerHTML = policy?.createHTML(said) ?? said
  for (const element of template.content.querySelectorAll('[style]')) {
    element.setAttribute(saidStyle, element.getAttribute('style') ?? '')
    element.removeAttribute('style')
  }
  return template.content
}
