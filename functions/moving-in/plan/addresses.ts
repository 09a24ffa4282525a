import { anySite, parseUrl } from '../../domain/url.ts'
import { canonical, fromRoot, hostOf } from './address.ts'

/** Where an old address leads now, and whether readers can already go there. */
export interface Target {
  key: string
  path: string
  isPublic: boolean
}

/** All addresses of a run, in any spelling, and whose they are. */
export class Addresses {
  readonly #targets = new Map<string, Target>()
  readonly #hosts: ReadonlySet<string>
  readonly #parameters: Readonly<Record<string, string>>

  constructor(hosts: ReadonlySet<string>, parameters: Readonly<Record<string, string>>) {
    this.#hosts = hosts
    this.#parameters = Object.fromEntries(
      Object.entries(parameters).map(([name, list]) => [name.toLowerCase(), list]),
    )
  }

  /** The article that has the address already, if another one does. */
  add(address: string, target: Target): Target | undefined {
    const known = canonical(address)
    if (known === undefined) return undefined
    const taken = this.#targets.get(known)
    if (taken && taken.key !== target.key) return taken
    this.#targets.set(known, target)
    return undefined
  }

  addItem(list: string, id: string, target: Target): void {
    this.#targets.set(`list:${list.toLowerCase()}/${id}`, target)
  }

  find(address: string): Target | undefined {
    const known = canonical(address)
    const found = known === undefined ? undefined : this.#targets.get(known)
    if (found) return found
    const url = parseUrl(address, anySite)
    for (const [name, id] of url?.searchParams ?? []) {
      const list = this.#parameters[name.toLowerCase()]
      if (list !== undefined) return this.#targets.get(`list:${list.toLowerCase()}/${id}`)
    }
    return undefined
  }

  /** Whether an address belongs to the old site: it has no host, or one of those that the run was exported from. */
  isOwn(address: string): boolean {
    const host = hostOf(address)
    if (host === undefined) return !/^[a-z][\w+.-]*:/iu.test(address) && !address.startsWith('//')
    return this.#hosts.has(host)
  }

  /** An address as the old site would have understood it on the page at `base`. */
  resolve(address: string, base: string | undefined): string {
    if (/^[a-z][\w+.-]*:|^\/\/|^\//iu.test(address) || base === undefined || !/^https?:/iu.test(base))
      return address
    return parseUrl(address, base)?.href ?? address
  }

  fromRoot = fromRoot
}
