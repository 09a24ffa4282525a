/** Puts the focus on a note, also on one of those that were settled, which are folded away. */
export function goToNote(id: string): void {
  const card = document.querySelector<HTMLElement>(`[data-note="${id}"]`)
  const folded = card?.closest('details')
  if (folded) folded.open = true
  card?.focus()
}
