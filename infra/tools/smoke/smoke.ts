import { parseArgs } from 'node:util'
import { StartFailure } from '../../cloud/failure.ts'
import { told } from '../told.ts'
import { addressChecks } from './addresses.ts'
import { cdnChecks } from './cdn.ts'
import { type Check, type Result, tryAll } from './check.ts'
import { documentChecks } from './documents.ts'
import { doorChecks } from './doors.ts'
import { pageChecks } from './pages.ts'
import { openSite } from './site.ts'

const usage = `usage: npm run smoke -- <SiteUrl> [--old <address>]...
  Looks at a site as a person would after a deployment, and changes nothing. Ends with 1 where something is broken.
  SiteUrl  an output of the stack, or the domain of the site: https://example.gov.vn
  --old    an address of the old portal that should lead to its article; give some with blanks and Vietnamese letters`

const signs = { kept: 'ok    ', broken: 'BROKEN', untried: '-     ' } as const satisfies Record<
  Result['is'],
  string
>

const answers: Check = {
  promise: 'the site answers',
  async look(site) {
    await site.get('/')
  },
}

async function smoke(): Promise<Result[]> {
  const { values, positionals } = parseArgs({
    options: { old: { type: 'string', multiple: true, default: [] } },
    allowPositionals: true,
  })
  const [address, ...more] = positionals
  if (!address || more.length > 0 || !URL.canParse(address) || !address.startsWith('http'))
    throw new StartFailure(usage)
  const site = openSite(address)
  const checks = [...addressChecks(values.old), ...pageChecks, ...cdnChecks, ...documentChecks, ...doorChecks]
  const results: Result[] = []
  for await (const result of tryAll(site, [answers, ...checks])) {
    results.push(result)
    console.log(`${signs[result.is]} ${result.promise}${result.detail ? `\n         ${result.detail}` : ''}`)
    // Each of the others would wait for it as long again.
    if (result.promise === answers.promise && result.is === 'broken') break
  }
  return results
}

try {
  const results = await smoke()
  const count = (is: Result['is']) => results.filter((each) => each.is === is).length
  console.log(
    `${count('kept')} ok, ${count('broken')} broken, ${count('untried')} not tried: there was nothing to look at`,
  )
  process.exitCode = count('broken') > 0 ? 1 : 0
} catch (error) {
  console.error(told(error))
  process.exitCode = 2
}
