const address = '/desk/worker.js'

/** Trusted Types (W3C), which the DOM's types do not know yet. */
interface Policy {
  createScriptURL(url: string): string
}
interface Global {
  trustedTypes?: { createPolicy(name: string, rules: Policy): Policy }
}

/** What browsers say of a connection that is paid by the byte. */
interface Connected {
  connection?: { saveData?: boolean }
}

/** The one address that may become a script of its own. */
const policy = (globalThis as Global).trustedTypes?.createPolicy('bantin-url', {
  createScriptURL: () => address,
})

async function register(): Promise<void> {
  const trusted = policy?.createScriptURL(address) ?? address
  // A browser may forbid it, in a private window; the desk is then as it was before there was one.
  await navigator.serviceWorker.register(trusted, { updateViaCache: 'none' }).catch(() => undefined)
}

/** Lets the desk open without a network. It waits until the page is there: nothing of that has to share its line. */
export function keepShell(): void {
  const { connection } = navigator as Connected
  if (!('serviceWorker' in navigator) || connection?.saveData) return
  if (document.readyState === 'complete') void register()
  else addEventListener('load', () => void register(), { once: true })
}
