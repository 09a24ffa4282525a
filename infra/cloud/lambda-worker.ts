import { parentPort, workerData } from 'node:worker_threads'

/** Lambda's runtime, inside the worker of one function instance: takes one event at a time. JSON goes in and out. */
const { handler } = await import(workerData.bundle)

parentPort?.on('message', async ({ event, context }) => {
  try {
    const result = JSON.stringify((await handler(JSON.parse(event), context)) ?? null)
    parentPort?.postMessage({ result })
  } catch (error) {
    const { name, message: detail } =
      error instanceof Error ? error : { name: 'Error', message: String(error) }
    process.stdout.write(
      `${JSON.stringify({ level: 'error', message: 'function failed', error: name, detail })}\n`,
    )
    parentPort?.postMessage({ error: `${name}: ${detail}` })
  }
})
