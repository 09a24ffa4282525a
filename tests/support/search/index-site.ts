import { locales } from '../../../functions/domain/locale.ts'
import { searchText } from '../../../functions/domain/site/shapes.ts'
import { build } from '../../../functions/search/writer.ts'
import { createIndexStorage } from '../../../functions/store/index-files.ts'
import { unpack } from '../../../functions/store/packed.ts'
import { createTable } from '../../../functions/store/table.ts'
import { clientOf } from '../../../infra/cloud/database-client.ts'
import { region } from '../../../infra/cloud/key-pair.ts'
import type { Cloud } from '../../../infra/local/cloud.ts'
import { tableNames } from '../../../infra/local/database.ts'

/** Makes the index of a site that has none: of the words of all that is public. */
export async function indexSite(cloud: Cloud): Promise<void> {
  const client = clientOf(cloud.database)
  const table = createTable(client, tableNames.site)
  const access = { ...cloud.internal, region, endpoint: cloud.addresses.objects }
  const storage = createIndexStorage(access, cloud.buckets.index)
  for (const locale of locales) {
    const store = storage.open(`search/${locale}/`)
    if (await store.manifest()) continue
    const items = await Array.fromAsync(table.scan(`${locale}#TEXT`))
    const texts = items.map(({ packed }) => {
      const { publishedAt, summary, byline, ...text } = searchText.parse(unpack(packed))
      return { ...text, byline: byline.join(', '), seq: 1, moment: publishedAt, lead: summary }
    })
    await build(store, texts, { now: Date.now() })
  }
  client.destroy()
}
