import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { contentSecurityPolicy } from '../../../functions/desk/policy.ts'
import { deskBuild } from '../../../infra/bundles.ts'

const html = `<!doctype html>
<html lang="vi">
  <head><meta charset="utf-8"><title>Bàn biên tập</title><link rel="stylesheet" href="/desk.css"></head>
  <body>
    <main>
      <h1>Bàn biên tập</h1>
      <button type="button">trước</button>
      <div id="text"></div>
      <button type="button">sau</button>
    </main>
    <script type="module" src="/page.js"></script>
  </body>
</html>`

/** Serves the page of the editor under the policy of the desk. */
export async function serveEditor(): Promise<{ address: string; close: () => Promise<void> }> {
  const { outputFiles } = await build({
    ...deskBuild('.'),
    entryPoints: {
      page: fileURLToPath(new URL('page.ts', import.meta.url)),
      desk: fileURLToPath(new URL('../../../functions/desk/text/text.css', import.meta.url)),
    },
    outdir: 'out',
    entryNames: '[name]',
    write: false,
    minify: false,
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [path.replace(/^.*\/out/u, ''), contents]))
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const file = files.get(path)
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html'
    response.writeHead(path === '/' || file ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy([]),
    })
    response.end(file ?? html)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // It listens on a port, not on a pipe.
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
