import * as z from 'zod'
import { identityOf, regionOf } from '../../options.ts'
import type { Settings } from '../../settings.ts'
import { type Aws, Refused } from './aws.ts'
import { find } from './finding.ts'

const identity = z.object({ VerifiedForSendingStatus: z.boolean().default(false) })
const account = z.object({
  ProductionAccessEnabled: z.boolean().default(false),
  SendingEnabled: z.boolean().default(false),
})

/** Whether invitations and codes would reach anybody. */
export const lookAtMails = (aws: Aws, { mailIdentityArn }: Settings) =>
  find('mails of sign-in', async () => {
    if (!mailIdentityArn)
      return {
        is: 'ok',
        detail: 'Cognito sends them itself, 50 a day at most, from no-reply@verificationemail.com',
      }
    const region = regionOf(mailIdentityArn)
    const name = identityOf(mailIdentityArn)
    const json = async (right: 'ses:GetEmailIdentity' | 'ses:GetAccount', path: string) =>
      JSON.parse(await aws.ask(right, { region, path }))
    try {
      const found = identity.parse(
        await json('ses:GetEmailIdentity', `/v2/email/identities/${encodeURIComponent(name)}`),
      )
      if (!found.VerifiedForSendingStatus)
        return {
          is: 'wrong',
          detail: `SES does not know yet in ${region} that ${name} is yours: no invitation would be sent`,
          todo: 'make the DNS records that SES shows for it (Identities), or open the mail that it has sent',
        }
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'NotFoundException')) throw error
      return {
        is: 'wrong',
        detail: `SES has no ${name} in ${region}`,
        todo: `aws sesv2 create-email-identity --region ${region} --email-identity ${name}`,
      }
    }
    const { ProductionAccessEnabled, SendingEnabled } = account.parse(
      await json('ses:GetAccount', '/v2/email/account'),
    )
    if (!SendingEnabled)
      return {
        is: 'wrong',
        detail: `SES sends nothing for this account in ${region}`,
        todo: 'see why in its console (Account dashboard)',
      }
    if (!ProductionAccessEnabled)
      return {
        is: 'wrong',
        detail: `SES is in its sandbox in ${region}: it sends to verified addresses only, so nobody could be invited`,
        todo: 'ask for production access (SES, Account dashboard), which takes a day; until then leave mailIdentityArn out',
      }
    return { is: 'ok', detail: `${name} is verified in ${region}, and SES is out of its sandbox` }
  })
