const key = 'bantin.place'

/** Keeps where in the desk somebody was, for when they come back from the login pages. */
export function keepPlace(): void {
  try {
    sessionStorage.setItem(key, location.hash)
  } catch {
    // They begin at the first screen, then.
  }
}

/** Goes to where they were. */
export function takePlace(): void {
  try {
    const place = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    if (place?.startsWith('#/') && (location.hash === '' || location.hash === '#/')) location.replace(place)
  } catch {
    // The same.
  }
}
