/**
 * Lets `rate` calls pass in any second, and as many at once after a second without any.
 * @param now milliseconds, from any beginning
 */
export function createBucket(rate: number, now: () => number = performance.now.bind(performance)) {
  let tokens = rate
  let last = now()
  return function take(): boolean {
    const at = now()
    tokens = Math.min(rate, tokens + (Math.max(0, at - last) / 1000) * rate)
    last = at
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
