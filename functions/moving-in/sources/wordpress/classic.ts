/** Tags that stand by themselves: WordPress put no paragraph around them. */
const block =
  /^<\/?(?:p|div|ul|ol|li|h[1-6]|table|thead|tbody|tr|td|th|figure|figcaption|blockquote|pre|hr|section|article|iframe|video|audio|form|address|details|dl|dt|dd)\b/iu

/** Lines of the old editor: a blank line begins a paragraph, another line end is a break. */
export function paragraphsOf(text: string): string {
  if (/<!--\s*wp:/u.test(text)) return text
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/(<\/?(?:figure|ul|ol|table|blockquote|div|h[1-6])\b[^>]*>)/giu, '\n\n$1\n\n')
    .split(/\n\s*\n/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (block.test(part) ? part : `<p>${part.replaceAll(/(?<!<br\s*\/?>)\n/giu, '<br>\n')}</p>`))
    .join('\n')
}
