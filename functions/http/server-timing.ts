import { createMiddleware } from 'hono/factory'

/**
 * Tells in Server-Timing how long the function had the request (`app`), and how much of the processor it took meanwhile (`cpu`),
 * both in milliseconds. An instance has one request at a time, so that all of it is that one's.
 */
export const serverTiming = createMiddleware(async (c, next) => {
  const start = performance.now()
  const before = process.cpuUsage()
  await next()
  const { user, system } = process.cpuUsage(before)
  const cpu = (user + system) / 1_000
  c.header('Server-Timing', `app;dur=${(performance.now() - start).toFixed(1)}, cpu;dur=${cpu.toFixed(1)}`)
})
