import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { helpPageNames, isHelpPage } from '../../../functions/desk/help/contents.ts'
import { StartFailure } from '../../cloud/failure.ts'
import { prepareBundles } from '../../local/prepare.ts'
import { makeManuals } from './make.ts'

const usage = `usage: npm run manual -- [--out <folder>] [--only <pages>]
  Makes the manuals for editors and for administrators in every language, as HTML and PDF, with pictures of the product as it is now.
  --out    where they are written; manual/ without it
  --only   pages of help alone, parted by commas: ${helpPageNames.join(', ')}`

async function manual(): Promise<void> {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: 'manual' }, only: { type: 'string' } },
  })
  const asked = values.only?.split(',').map((page) => page.trim())
  const only = asked?.filter(isHelpPage)
  if (asked && only?.length !== asked.length) throw new StartFailure(usage)
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopping.abort(new StartFailure('stopped; the manuals are not complete')))
  await makeManuals({
    signal: stopping.signal,
    out: resolve(values.out),
    bundles: await prepareBundles(),
    onWritten: (file) => console.log(file),
    ...(only && { only }),
  })
}

try {
  await manual()
} catch (error) {
  // A wrong option, told by Node itself.
  const isTold = error instanceof StartFailure || (error instanceof TypeError && 'code' in error)
  console.error(isTold ? error.message : error)
  process.exitCode = 1
}
