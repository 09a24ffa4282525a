/** Four at a time, in their order: as many as the local functions take well. */
export async function inLanes<T>(all: readonly T[], each: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all]
  const lanes = Array.from({ length: 4 }, async () => {
    for (let next = left.shift(); next; next = left.shift()) await each(next)
  })
  await Promise.all(lanes)
}
