import { parseArgs } from 'node:util'
import { isWebAddress } from '../../../functions/domain/url.ts'
import { StartFailure } from '../../cloud/failure.ts'
import { buckets } from '../../local/buckets.ts'
import { told } from '../told.ts'
import { momentOf, writeStaticSiteAt } from './at-moment.ts'
import { atData, atDeployment, type SitePlaces } from './places.ts'
import { writeStaticSite } from './static-site.ts'
import { writeExport } from './write-export.ts'
import { writeWxr } from './wxr/write-wxr.ts'

const usage = `usage: npm run export -- <folder> [<from>]
       npm run export -- --static <folder> [<from>]
       npm run export -- --static <folder> --at <moment> --url <address of the site> [<from>]
       npm run export -- --wxr <file> --url <address of the site> [<from>]
  Writes all that a site keeps into a folder: every revision of articles, files, settings, staff, links and royalties with
  its hash, what stands beside them, how often each article was read, and the files of the library. Not: what somebody typed
  and did not save. The same site makes the same bytes; what it holds is described in infra/README.md.
  --static writes the site as readers have it instead: pages and files that are read from the folder itself and from any web
  server. What takes a server (searching, letters) is not in it.
  --at writes it as readers had it then, in the names and the order of then: 2026-11-20T10:00 by the clock in Vietnam. It is
  made anew of what was written until that moment; files that were withdrawn since are left out.
  --wxr writes what readers have as an export of WordPress: a post for each text, joined with those in other languages as
  Polylang and WPML know it, and an item for each file, which WordPress fetches from the site.
  from
    --data <folder>   the local site there, whether it runs or not (default: BANTIN_DATA, or .data)
    --table, --site, --views, --media, --uploads <name>
                      tables and buckets of a deployment (outputs and resources of the stack), with the credentials and
                      the region of the environment; --mirror with them, for --static without --at
  npm run restore -- --from <folder> puts it back.`

const names = ['table', 'site', 'views', 'media', 'uploads'] as const
const option = { type: 'string' } as const

const isAddress = (url: string | undefined) => url !== undefined && isWebAddress(url)

function readArguments() {
  const deployed = { table: option, site: option, views: option, media: option, uploads: option }
  const options = {
    data: option,
    ...deployed,
    mirror: option,
    static: option,
    wxr: option,
    url: option,
    at: option,
  }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [folder = values.static ?? values.wxr, ...more] = positionals
  const named = names.filter((each) => values[each] !== undefined)
  const isWrong = named.length > 0 && (named.length < names.length || values.data !== undefined)
  const asked = [...positionals, values.static, values.wxr].filter((each) => each !== undefined)
  const isTwice = more.length > 0 || asked.length > 1
  const moment = values.at === undefined ? undefined : momentOf(values.at)
  const isWrongMoment = values.at !== undefined && (moment === undefined || values.static === undefined)
  // What is made anew has to be told where the site is.
  const isWithout =
    (values.wxr ?? values.at) !== undefined ? !isAddress(values.url) : values.url !== undefined
  const needsMirror = values.static !== undefined && named.length > 0 && moment === undefined
  if (
    folder === undefined ||
    isTwice ||
    isWrong ||
    isWrongMoment ||
    isWithout ||
    (values.mirror !== undefined) !== needsMirror
  )
    throw new StartFailure(usage)
  return {
    folder,
    isStatic: values.static !== undefined,
    ...values,
    moment,
    url: values.url?.replace(/\/$/u, ''),
  }
}

try {
  const { folder, isStatic, data, table, site, views, media, uploads, mirror, wxr, url, moment } =
    readArguments()
  const work = async (places: SitePlaces): Promise<Record<string, number>> =>
    isStatic && moment !== undefined && url !== undefined
      ? await writeStaticSiteAt(
          folder,
          { newsroom: places.newsroom, media: places.bucket(media ?? buckets.media) },
          { moment, siteUrl: url },
        )
      : isStatic
        ? await writeStaticSite(folder, {
            mirror: places.bucket(mirror ?? buckets.site),
            media: places.bucket(media ?? buckets.media),
          })
        : wxr !== undefined && url !== undefined
          ? await writeWxr(folder, places, url)
          : await writeExport(folder, places)
  const counts =
    table && site && views && media && uploads
      ? await atDeployment({ table, site, views, media, uploads }, work)
      : await atData(data ?? process.env.BANTIN_DATA ?? '.data', work)
  const written = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`)
  console.log(`exported into ${folder}: ${written.join(', ')}`)
} catch (error) {
  console.error(told(error))
  process.exitCode = 1
}
