let given = 0

/** What has nothing that tells it from the next is given a number for as long as it is on the screen. */
export function numbered(): string {
  given += 1
  return String(given)
}
