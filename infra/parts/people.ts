import { letInvoke } from '../constructs/allow.ts'
import { Clock } from '../constructs/clock.ts'
import { FirstAdmin } from '../constructs/first-admin.ts'
import { letInvite } from '../constructs/let-invite.ts'
import { letMail } from '../constructs/let-mail.ts'
import type { LockedExports } from '../constructs/locked-exports.ts'
import { addFunction } from '../constructs/product-function.ts'
import { SignIn } from '../constructs/sign-in.ts'
import type { Editors } from './editors.ts'
import type { Publication } from './publication.ts'
import type { Readers } from './readers.ts'
import type { Stores } from './stores.ts'
import type { Whole } from './whole.ts'

/** How people come in and are told what happens: sign-in, mails, what is due each minute, the desk, the first administrators. */
export function addPeople(
  { stack, settings, each }: Whole,
  { newsroom, files }: Stores,
  { cdn, desk }: Readers,
  { admin, door, mover }: Editors,
  { publishing, exports }: Publication & { exports: LockedExports | undefined },
) {
  const { bundles, logRetention } = each
  const mails = addFunction(stack, 'mails', {
    ...each,
    environment: () => ({ SITE_URL: cdn.siteUrl, LOCALES: settings.locales.join(',') }),
  })
  const signIn = new SignIn(stack, 'SignIn', {
    ...settings,
    siteUrl: cdn.siteUrl,
    api: door.api,
    mails: mails.lambda,
    logRetention,
  })
  letInvite(admin.lambda, signIn.users)
  const scheduler = addFunction(stack, 'scheduler', {
    ...each,
    environment: (role) => ({
      NEWSROOM_TABLE: newsroom.keepSchedule(role),
      CHAINS_TABLE: newsroom.watchPolicy(role),
      PUBLISHER_SOURCE: publishing.watchSource(role),
      EXPORTS_BUCKET: exports?.watch(role) ?? 'none',
      TIME_ZONE: settings.timeZone,
      SITE_URL: cdn.siteUrl,
      MOVER_FUNCTION: letInvoke(role, mover.lambda),
      ...letMail(role, settings, signIn.users),
    }),
  })
  new Clock(stack, 'Clock', { wakes: scheduler.lambda, to: 'publish and withdraw what is due' })

  desk.deploy(
    bundles,
    {
      region: stack.region,
      api: door.api.apiEndpoint,
      userPool: signIn.users.userPoolProviderUrl,
      clientId: signIn.client.userPoolClientId,
      identityPoolId: signIn.identityPoolId,
    },
    { login: signIn.loginUrl, uploads: files.uploads },
    // A first deployment that fails at the distribution takes an empty bucket away again.
    cdn.distribution,
  )

  const firstAdmin = { newsroom, name: settings.adminName, logRetention }
  if (settings.adminPrincipal)
    new FirstAdmin(stack, 'FirstAdmin', { ...firstAdmin, principal: settings.adminPrincipal })
  if (settings.adminEmail) {
    const principal = signIn.inviteAdmin(settings.adminEmail)
    new FirstAdmin(stack, 'FirstEditor', { ...firstAdmin, principal, who: settings.adminEmail })
  }
  return { mails, signIn, scheduler }
}
