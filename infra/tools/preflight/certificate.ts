import * as z from 'zod'
import type { Settings } from '../../settings.ts'
import { type Aws, Refused } from './aws.ts'
import { find } from './finding.ts'

const described = z.object({
  Certificate: z.object({
    Status: z.string(),
    DomainName: z.string(),
    SubjectAlternativeNames: z.array(z.string()).default([]),
    /** Seconds since 1970. */
    NotAfter: z.number().optional(),
  }),
})

/** A wildcard stands for one label. */
function covers(name: string, domain: string): boolean {
  return (
    name === domain ||
    (name.startsWith('*.') && domain.includes('.') && domain.slice(domain.indexOf('.')) === name.slice(1))
  )
}

/** That it is of us-east-1 the settings see to. */
export const lookAtCertificate = (
  aws: Aws,
  { domainName, certificateArn }: Settings,
  account: string,
  now = Date.now(),
) =>
  find('certificate', async () => {
    if (!domainName || !certificateArn)
      return { is: 'ok', detail: "none is needed for CloudFront's own domain" }
    const another =
      'order one for it in us-east-1 (Certificate Manager), and write its ARN into certificateArn'
    if (certificateArn.split(':')[4] !== account)
      return { is: 'wrong', detail: `${certificateArn} is of another account`, todo: another }
    try {
      const text = await aws.ask('acm:DescribeCertificate', {
        region: 'us-east-1',
        target: 'CertificateManager.DescribeCertificate',
        json: { CertificateArn: certificateArn },
      })
      const certificate = described.parse(JSON.parse(text)).Certificate
      const names = [certificate.DomainName, ...certificate.SubjectAlternativeNames]
      if (certificate.Status === 'PENDING_VALIDATION')
        return {
          is: 'wrong',
          detail: `nobody has shown yet that ${certificate.DomainName} is theirs`,
          todo: 'make the DNS records that Certificate Manager shows, and wait until it is issued',
        }
      if (certificate.Status !== 'ISSUED')
        return { is: 'wrong', detail: `it is ${certificate.Status}`, todo: another }
      if (!names.some((name) => covers(name, domainName)))
        return { is: 'wrong', detail: `it is for ${names.join(', ')}, not for ${domainName}`, todo: another }
      if (certificate.NotAfter && certificate.NotAfter * 1000 < now)
        return { is: 'wrong', detail: 'it has ended', todo: another }
      return { is: 'ok', detail: `issued for ${domainName}` }
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'ResourceNotFoundException')) throw error
      return { is: 'wrong', detail: `there is no ${certificateArn}`, todo: another }
    }
  })
