import type { Server } from 'node:http'
import { StartFailure } from './failure.ts'

/**
 * How long a connection may lie unused: longer than any client here keeps one (functions end after 15 seconds, browsers
 * give up after five minutes, Node's clients a second or two before what the server tells them). So it is the client that
 * ends it, and no request is sent on a connection that the server is closing, as happens with Node's own 5 seconds.
 */
const idleMilliseconds = 10 * 60_000

/** Listens on a loopback port (0: any free one) and answers which. `name` is the variable that chooses it. */
export async function listen(server: Server, port = 0, name?: string): Promise<number> {
  server.keepAliveTimeout = idleMilliseconds
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const setting = name ? `; choose another one with ${name}` : ''
      const reason =
        error.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${error.code ?? error.message})`
      reject(new StartFailure(`port ${port} ${reason}${setting}`))
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('a server without a port')
  return address.port
}

/** How long requests under way may take when a server is closed. */
const graceMilliseconds = 2_000

/** Lets the requests under way end, then stops a server with all its connections. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
