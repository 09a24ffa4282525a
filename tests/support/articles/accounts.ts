import type { UserAccount, UserAccounts } from '../../../functions/admin/site/user-accounts.ts'

const pool = 'local_Test'

/** The accounts of a pool in memory, and every invitation that was mailed. */
export function pretendedAccounts(now: () => Date = () => new Date()) {
  const people = new Map<string, UserAccount>()
  const mailed: string[] = []
  let count = 0
  const byEmail = (email: string) => [...people].find(([, each]) => each.email === email)
  function change(principal: string, more: Partial<UserAccount>): void {
    const before = people.get(principal)
    if (before) people.set(principal, { ...before, ...more })
  }

  const accounts: UserAccounts = {
    async invite(email) {
      const found = byEmail(email)
      if (found) return found[0]
      count += 1
      const principal = `${pool}:00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
      people.set(principal, { email, state: 'invited', changed: now().toISOString() })
      mailed.push(email)
      return principal
    },
    find: async (principal) => people.get(principal),
    async inviteAgain(email) {
      mailed.push(email)
      const [principal = '', { changed = '' } = {}] = byEmail(email) ?? []
      change(principal, { changed: new Date(Date.parse(changed) + 1).toISOString() })
    },
    async enable(principal, isOn) {
      const state = people.get(principal)?.state
      if (state === 'disabled' && isOn) change(principal, { state: 'active' })
      else if (!isOn) change(principal, { state: 'disabled' })
    },
  }
  return { accounts, mailed, confirm: (principal: string) => change(principal, { state: 'active' }) }
}
