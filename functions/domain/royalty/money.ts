import * as z from 'zod'

/**
 * Money is counted in whole đồng (VND has no smaller unit in use), shares and percentages in basis points (10,000 make
 * the whole). Nothing here passes through a floating-point number: products are exact ratios and are rounded once.
 */
export const vnd = z.int().min(0).max(1_000_000_000_000)

/** An amount that is also taken back: negative in the record that reverses another. */
export const signedVnd = z.int()

export const wholeBasisPoints = 10_000
export const basisPoints = z.int().min(0).max(wholeBasisPoints)

export interface Ratio {
  numerator: bigint
  denominator: bigint
}

/** Rounds half up, away from no one: 0.5 becomes 1. `step` is the smallest amount that is paid. For ratios of 0 and more. */
export function roundHalfUp({ numerator, denominator }: Ratio, step = 1): number {
  const unit = denominator * BigInt(step)
  return Number((2n * numerator + unit) / (2n * unit)) * step
}

/** The part of an amount, rounded half up to `step` đồng. */
export function partOf(amount: number, share: number, step = 1): number {
  const numerator = BigInt(amount) * BigInt(share)
  return roundHalfUp({ numerator, denominator: BigInt(wholeBasisPoints) }, step)
}

/**
 * Divides an amount by shares in basis points of at most 10,000 together, by largest remainder (Hamilton): no one is more
 * than one đồng from their exact share, and where the shares make the whole, so do the parts. What nobody has a share of
 * stays undivided. Of equal remainders the earlier wins.
 */
export function allot(amount: number, shares: readonly number[]): number[] {
  const undivided = wholeBasisPoints - shares.reduce((sum, share) => sum + share, 0)
  const parts = [...shares, undivided].map((share, index) => {
    const exact = BigInt(amount) * BigInt(share)
    const whole = BigInt(wholeBasisPoints)
    return { index, vnd: Number(exact / whole), remainder: exact % whole }
  })
  let left = amount - parts.reduce((sum, part) => sum + part.vnd, 0)
  const byRemainder = parts.toSorted((a, b) => Number(b.remainder - a.remainder) || a.index - b.index)
  for (const part of byRemainder) {
    if (left === 0) break
    part.vnd += 1
    left -= 1
  }
  return parts.slice(0, -1).map((part) => part.vnd)
}
