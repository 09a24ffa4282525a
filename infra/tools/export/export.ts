import { parseArgs } from 'node:util'
import { StartFailure } from '../../cloud/failure.ts'
import { buckets } from '../../local/buckets.ts'
import { atData, atDeployment, type SitePlaces } from './places.ts'
import { writeStaticSite } from './static-site.ts'
import { writeExport } from './write-export.ts'

const usage = `usage: npm run export -- <folder> [<from>]
       npm run export -- --static <folder> [<from>]
  Writes all that a site keeps into a folder: every revision of articles, files, settings, staff, links and royalties with
  its hash, what stands beside them, how often each article was read, and the files of the library. Not: what somebody typed
  and did not save. The same site makes the same bytes; what it holds is described in infra/README.md.
  --static writes the site as readers have it instead: pages and files that are read from the folder itself and from any web
  server. What takes a server (searching, letters) is not in it.
  from
    --data <folder>   the local site there, whether it runs or not (default: BANTIN_DATA, or .data)
    --table, --site, --views, --media, --uploads <name>
                      tables and buckets of a deployment (outputs and resources of the stack), with the credentials and
                      the region of the environment; --mirror with them, for --static
  npm run restore -- --from <folder> puts it back.`

const names = ['table', 'site', 'views', 'media', 'uploads'] as const
const option = { type: 'string' } as const

function readArguments() {
  const deployed = { table: option, site: option, views: option, media: option, uploads: option }
  const options = { data: option, ...deployed, mirror: option, static: option }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [folder = values.static, ...more] = positionals
  const named = names.filter((each) => values[each] !== undefined)
  const isWrong = named.length > 0 && (named.length < names.length || values.data !== undefined)
  const isTwice = more.length > 0 || (values.static !== undefined && positionals.length > 0)
  const needsMirror = values.static !== undefined && named.length > 0
  if (folder === undefined || isTwice || isWrong || (values.mirror !== undefined) !== needsMirror)
    throw new StartFailure(usage)
  return { folder, isStatic: values.static !== undefined, ...values }
}

try {
  const { folder, isStatic, data, table, site, views, media, uploads, mirror } = readArguments()
  const work = async (places: SitePlaces): Promise<Record<string, number>> =>
    isStatic
      ? await writeStaticSite(folder, {
          mirror: places.bucket(mirror ?? buckets.site),
          media: places.bucket(media ?? buckets.media),
        })
      : await writeExport(folder, places)
  const counts =
    table && site && views && media && uploads
      ? await atDeployment({ table, site, views, media, uploads }, work)
      : await atData(data ?? process.env.BANTIN_DATA ?? '.data', work)
  const told = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)
  console.log(`exported into ${folder}: ${told.join(', ')}`)
} catch (error) {
  // A wrong option or a folder that cannot be written, told by Node itself.
  const isTold = error instanceof StartFailure || (error instanceof Error && 'code' in error)
  console.error(isTold ? error.message : error)
  process.exitCode = 1
}
