import type { InputFiles } from '../files/input-file.ts'
import { walk } from '../files/walk.ts'
import { Catalogue } from '../plan/catalogue.ts'
import type { SectionName } from '../plan/decide.ts'
import type { PlanOptions } from '../plan/options.ts'
import { createPlan } from '../plan/plan.ts'
import type { PlanLine } from '../plan/planned.ts'
import { readFiles } from '../sources/read-files.ts'
import { sources } from '../sources/sources.ts'

export interface Planned {
  lines: AsyncIterable<PlanLine>
  files: InputFiles
  plan: ReturnType<typeof createPlan>
  catalogue: Catalogue
  close(): void
}

interface Making {
  options: PlanOptions
  sections: readonly SectionName[]
  /** Told how many items were read, after each. */
  onRead?(items: number): void
}

/**
 * Reads everything that the paths name and plans it: without the network, and without writing anything but a file of its own
 * in the folder for temporary files.
 */
export async function makePlan(
  paths: readonly string[],
  { options, sections, onRead }: Making,
): Promise<Planned> {
  const { files, notices, close } = await walk(paths)
  const catalogue = new Catalogue(options)
  const plan = createPlan({ catalogue, options, sections, files })
  const named = new Set<string>()
  const reading = { files, sources, ...(options.list !== undefined && { list: options.list }) }

  async function* lines(): AsyncGenerator<PlanLine> {
    for (const notice of notices) yield { notice }
    for await (const read of readFiles(reading, (path) => named.has(path))) {
      if ('material' in read) {
        plan.addMaterial(read.material)
        continue
      }
      if ('item' in read)
        for (const { address, file } of read.item.attachments) {
          const path = file ?? files.find(address, read.item.place.file)?.path
          if (path) named.add(path)
        }
      const notice = catalogue.add(read)
      if (notice) yield { notice }
      onRead?.(catalogue.entries.length)
    }
    catalogue.settle()
    yield* plan.sketch()
    yield* plan.articles()
  }

  return {
    lines: lines(),
    files,
    plan,
    catalogue,
    close: () => {
      catalogue.close()
      close()
    },
  }
}
