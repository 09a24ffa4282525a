/** Puts the caret into a field of the form. */
export function showField(field = 'title'): void {
  const place = document.querySelector<HTMLElement>(`[data-field="${field}"]`)
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, textarea, button, [role=textbox]')?.focus()
}
