import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { contentSecurityPolicy } from '../../../functions/desk/policy.ts'
import { deskBuild } from '../../../infra/bundles.ts'

const pageOf = (body: string, script: string) => `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Bàn biên tập</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" id="react-aria-pressable-style" href="/desk.css">
  </head>
  <body>
    ${body}
    <script type="module" src="/${script}.js"></script>
  </body>
</html>`

const alone = `<main>
      <h1>Bàn biên tập</h1>
      <button type="button">trước</button>
      <div id="text"></div>
      <button type="button">sau</button>
    </main>`

/** The editor alone, and the field with its toolbar. */
const pages: Record<string, string> = {
  '/': pageOf(alone, 'page'),
  '/field': pageOf('<div id="desk" class="desk"></div>', 'field'),
}

/** Serves the page of the editor under the policy of the desk. */
export async function serveEditor(): Promise<{ address: string; close: () => Promise<void> }> {
  const { outputFiles } = await build({
    ...deskBuild('.'),
    entryPoints: {
      page: fileURLToPath(new URL('page.ts', import.meta.url)),
      field: fileURLToPath(new URL('field-page.tsx', import.meta.url)),
      desk: 'functions/desk/css/desk.css',
    },
    outdir: 'out',
    entryNames: '[name]',
    write: false,
    minify: false,
  })
  const files = new Map(outputFiles.map(({ path, contents }) => [path.replace(/^.*\/out/u, ''), contents]))
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/u, '')
    const file = pages[path] ?? files.get(path)
    const type = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html'
    response.writeHead(file ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy([]),
    })
    response.end(file)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  // It listens on a port, not on a pipe.
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}
