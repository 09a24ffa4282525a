import * as z from 'zod'

/** What the publisher answers to `{"rebuild":true}`. */
const answer = z.object({
  phase: z.string(),
  articles: z.int(),
  written: z.int(),
  removed: z.int(),
  done: z.boolean(),
})
export type RebuildAnswer = z.infer<typeof answer>

/** Asks the publisher until the whole site is made again; a rebuild that was cut short goes on where it was. */
export async function rebuildAll(
  ask: () => Promise<unknown>,
  onProgress: (answer: RebuildAnswer) => void = () => undefined,
): Promise<RebuildAnswer> {
  for (;;) {
    const reached = answer.parse(await ask())
    if (reached.done) return reached
    onProgress(reached)
  }
}
