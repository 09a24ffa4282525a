import type { Settings } from '../../settings.ts'
import { type Aws, Refused, textsIn } from './aws.ts'
import { find } from './finding.ts'

/** As Route 53 writes names: with the dot of the root. */
const isWithin = (domain: string, zone: string) => `${domain}.` === zone || `${domain}.`.endsWith(`.${zone}`)

/** Where the domain is led by the deployment, and what stands there now. */
export const lookAtZone = (aws: Aws, { hostedZoneId, domainName }: Settings) =>
  find('domain', async () => {
    if (!hostedZoneId || !domainName) return []
    const path = `/2013-04-01/hostedzone/${hostedZoneId}`
    try {
      const zone = await aws.ask('route53:GetHostedZone', { path })
      const [name = ''] = textsIn(zone, 'Name')
      if (!isWithin(domainName, name))
        return {
          is: 'wrong',
          detail: `${hostedZoneId} is the zone of ${name}, in which there is no ${domainName}`,
          todo: 'aws route53 list-hosted-zones names all; write the id of the right one',
        }
      if (textsIn(zone, 'PrivateZone')[0] === 'true')
        return {
          is: 'wrong',
          detail: `${hostedZoneId} is private: readers do not see it`,
          todo: 'write the id of the public zone',
        }
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'NoSuchHostedZone')) throw error
      return {
        is: 'wrong',
        detail: `there is no zone ${hostedZoneId} in this account`,
        todo: 'where the DNS is kept elsewhere, leave hostedZoneId out and make the record by hand',
      }
    }
    const query = new URLSearchParams({ name: domainName, type: 'A', maxitems: '1' })
    const records = await aws.ask('route53:ListResourceRecordSets', { path: `${path}/rrset?${query}` })
    const isThere = textsIn(records, 'Name')[0] === `${domainName}.`
    const [target] = [...textsIn(records, 'DNSName'), ...textsIn(records, 'Value')]
    if (isThere && textsIn(records, 'Type')[0] === 'CNAME')
      return {
        is: 'wrong',
        detail: `${domainName} is a CNAME, beside which Route 53 takes no address`,
        todo: 'delete that record right before the deployment, or leave hostedZoneId out',
      }
    if (!isThere || !target) return { is: 'ok', detail: `${domainName} leads nowhere yet` }
    if (/\.cloudfront\.net\.?$/u.test(target))
      return { is: 'ok', detail: `${domainName} leads to a distribution: ${target}` }
    return {
      is: 'note',
      detail: `${domainName} leads to ${target} now: the deployment leads it to the new site, for everybody`,
      todo: 'leave hostedZoneId out until the site is filled and looked at',
    }
  })
