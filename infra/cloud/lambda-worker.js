/**
 * Lambda's runtime, in the process of one function instance: takes one event at a time. JSON goes in and out. It is not
 * TypeScript because what strips types would be loaded into each process.
 */
const textOf = (error) => (error instanceof Error ? `${error.name}: ${error.message}` : `Error: ${error}`)

async function load() {
  try {
    return await import(process.argv[2])
  } catch (error) {
    process.send?.({ broken: textOf(error) }, () => process.exit(1))
    return new Promise(() => undefined)
  }
}

const { handler } = await load()

process.on('message', async ({ event, context }) => {
  try {
    const result = JSON.stringify((await handler(JSON.parse(event), context)) ?? null)
    process.send?.({ result })
  } catch (error) {
    process.stdout.write(
      `${JSON.stringify({ level: 'error', message: 'function failed', detail: textOf(error) })}\n`,
    )
    process.send?.({ error: textOf(error) })
  }
})

// Ctrl-C reaches every process of a terminal; the embedded cloud ends this one when it has answered.
process.on('SIGINT', () => undefined)
// The embedded cloud was killed.
process.on('disconnect', () => process.exit())
