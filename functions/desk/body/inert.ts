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
 * HTML as the browser's parser reads it, in a document of its own. Its styles are to be read as attributes: the page's
 * policy keeps them from `element.style` in some browsers and not in others.
 */
export function inert(html: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = policy?.createHTML(html) ?? html
  return template.content
}
