import * as z from 'zod'
import { locale } from '../domain/locale-schemas.ts'
import { type Redirect, redirect as redirectShape } from '../domain/site/shapes.ts'
import { siteKeys } from './keys.ts'
import type { Item, Key, Table } from './table.ts'

/** An address of the old portal, as `oldAddress` writes it, and in which language it is to lead to an article. */
export const claim = z.object({ address: z.string(), locale })
type Claim = z.infer<typeof claim>

const isSame = (a: Redirect | undefined, b: Redirect | undefined) =>
  a?.id === b?.id && a?.locale === b?.locale

/** Where addresses of the old portal lead. Several articles may claim one: the first by id has it. */
export function createRedirects(table: Table) {
  /**
   * The first two articles that claim an address. A claim that cannot be read is as good as none: whoever makes it again, as a
   * rebuild does, settles the address again.
   */
  async function findClaims({ pk }: Key): Promise<Redirect[]> {
    const items = await table.query({ pk, prefix: siteKeys.claim(''), limit: 2 })
    return items.flatMap((item) => redirectShape.safeParse(item).data ?? [])
  }

  /**
   * Lets an address lead to whoever has it by its claims. Reads them again after it has written: whichever publisher writes
   * last has then seen all of them, so none is lost when several settle one address at once.
   */
  async function settle(to: Key): Promise<Redirect[]> {
    let claims = await findClaims(to)
    while (true) {
      const [first] = claims
      await (first ? table.put({ ...to, ...first }) : table.delete(to))
      claims = await findClaims(to)
      if (isSame(first, claims[0])) return claims
    }
  }

  /**
   * Lets an article claim the addresses `after`, and no longer those of `before`. Answers the ids of all articles to which one
   * of them may have led or leads now.
   */
  async function redirect(
    id: string,
    before: readonly string[],
    after: readonly Claim[],
  ): Promise<Set<string>> {
    const keysOf = (address: string) => [siteKeys.redirect(address) ?? []].flat()
    const claimOf = ({ pk }: Key): Key => ({ pk, sk: siteKeys.claim(id) })
    const addresses = new Map(before.flatMap(keysOf).map((to) => [to.pk, to]))
    const wanted = after.flatMap(({ address, locale }) => keysOf(address).map((to) => ({ to, locale })))
    for (const { to } of wanted) addresses.set(to.pk, to)
    const put: Item[] = wanted.map(({ to, locale }) => ({ ...claimOf(to), id, locale }))
    const kept = new Set(put.map(({ pk }) => pk))
    const left = [...addresses.values()].filter(({ pk }) => !kept.has(pk))
    await table.writeAll({ put, remove: left.map(claimOf) })
    const involved = new Set([id])
    for (const to of addresses.values()) for (const claim of await settle(to)) involved.add(claim.id)
    return involved
  }

  return { redirect, settleRedirect: settle }
}
