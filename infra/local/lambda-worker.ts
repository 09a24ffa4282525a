import { parentPort, workerData } from 'node:worker_threads'

/** Lambda's runtime, inside the worker of one function instance: takes one event at a time. */
const { handler } = await import(workerData.bundle)

parentPort?.on('message', async ({ id, event, context }) => {
  try {
    parentPort?.postMessage({ id, result: await handler(event, context) })
  } catch (error) {
    const { name, message: detail } =
      error instanceof Error ? error : { name: 'Error', message: String(error) }
    process.stdout.write(
      `${JSON.stringify({ level: 'error', message: 'function failed', error: name, detail })}\n`,
    )
    parentPort?.postMessage({ id, error: `${name}: ${detail}` })
  }
})
