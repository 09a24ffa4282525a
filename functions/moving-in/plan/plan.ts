import type { InputFiles } from '../files/input-file.ts'
import { createArticles } from './article.ts'
import type { Catalogue } from './catalogue.ts'
import { Deciding, type SectionName, Skip } from './decide.ts'
import { digest } from './identity.ts'
import { Media } from './media.ts'
import { ofTheRun } from './of-run.ts'
import type { PlanOptions } from './options.ts'
import type { PlanLine } from './planned.ts'
import { createSameness } from './sameness.ts'
import { createSketches } from './sketches.ts'
import { translationsOf } from './translations.ts'

export interface Planning {
  catalogue: Catalogue
  options: PlanOptions
  sections: readonly SectionName[]
  files: InputFiles
}

/** What would come of all that was read: the same in a dry run and in the run itself. */
export function createPlan({ catalogue, options, sections, files }: Planning) {
  const deciding = new Deciding(catalogue, options, sections)
  const media = new Media(files)
  const sketches = createSketches({ catalogue, options, deciding })
  const made = createArticles({ catalogue, options, deciding, sketches, media })
  const unused = new Set<string>()

  /** Every article, once all are known. */
  async function* articles(): AsyncGenerator<PlanLine> {
    const translated = translationsOf(sketches.all())
    const sameness = createSameness()
    for (const sketch of sketches.all()) {
      if (sketch.skip) yield* made.alsoMissing(sketch)
      if (!sketch.decided || sketch.first) continue
      try {
        const line = await made.plannedOf(sketch, sketch.decided)
        for (const other of translated.of(sketch)) {
          if (!other.decided) continue
          const { article, notices } = await made.plannedOf(other, other.decided)
          line.notices.push(...notices)
          line.article.files = [...line.article.files, ...article.files]
          const { title, summary, body, publishedAt, status, oldAddresses, leadImage } = article
          const { leadImage: shown } = line.article
          if (shown?.alt && !leadImage)
            line.notices.push({
              code: 'picture-without-description',
              ...{ place: other.place, key: other.key, value: shown.file },
            })
          line.article.translations = {
            ...line.article.translations,
            [other.locale]: { title, summary, body, publishedAt, status, oldAddresses, leadImage },
          }
          line.article.digest = digest([line.article.digest, article.digest])
        }
        sameness.note(line.article)
        yield line
      } catch (error) {
        const skip =
          error instanceof Skip
            ? error.notice
            : { code: 'broken-item' as const, value: error instanceof Error ? error.message : String(error) }
        yield {
          skipped: {
            key: sketch.key,
            place: sketch.place,
            notice: { ...skip, place: sketch.place, key: sketch.key },
          },
        }
      }
    }
    yield* sameness.told()
    yield* ofTheRun({ catalogue, options, files, media, unused })
  }

  return {
    media,
    sketch: sketches.sketch,
    articles,
    /** A file that only items could name. */
    addMaterial: ({ path }: { path: string }) => void unused.add(path),
  }
}
