import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { contentSecurityPolicy } from '../../functions/desk/policy.ts'
import { deskBuild } from '../../infra/bundles.ts'

const site = 'https://desk.example'

/** Builds modules of the project as the desk is built, each export of which `window.desk` then holds. */
async function bundled(modules: readonly string[]): Promise<string> {
  const { absWorkingDir, bundle, format, target, platform, banner, plugins } = deskBuild('')
  const contents = `${modules.map((module, index) => `import * as part${index} from './${module}'`).join('\n')}
window.desk = { ${modules.map((_, index) => `...part${index}`).join(', ')} }`
  const { outputFiles } = await build({
    ...{ absWorkingDir, bundle, format, target, platform, banner, plugins },
    stdin: { contents, resolveDir: absWorkingDir, loader: 'ts' },
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** The desk's own style. */
async function style(): Promise<string> {
  const { absWorkingDir, bundle, target } = deskBuild('')
  const options = { absWorkingDir, bundle, target, write: false } as const
  const { outputFiles } = await build({ ...options, entryPoints: ['functions/desk/css/desk.css'] })
  return outputFiles[0]?.text ?? ''
}

export interface DeskPage {
  page: Page
  /** What the page's policy refused, what failed in it, and what it asked of others. */
  troubles: string[]
}

/** A page under the policy of the desk that knows these modules, for one test. */
export async function openDeskPage(browser: Browser, ...modules: string[]): Promise<DeskPage> {
  const [script, css] = await Promise.all([bundled(modules), style()])
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const troubles: string[] = []
  await context.route('**/*', (route) => {
    const url = route.request().url()
    if (url === `${site}/main.js`) return route.fulfill({ contentType: 'text/javascript', body: script })
    if (url === `${site}/desk.css`) return route.fulfill({ contentType: 'text/css', body: css })
    if (url !== `${site}/desk/`) {
      troubles.push(`asks ${url}`)
      return route.abort()
    }
    const headers = { 'Content-Security-Policy': contentSecurityPolicy([]) }
    const link = '<link rel="stylesheet" id="react-aria-pressable-style" href="/desk.css">'
    const body = `<!doctype html><html lang="vi"><title>Desk</title>${link}<div id="desk"></div><script type="module" src="/main.js"></script>`
    return route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body })
  })
  context.on('weberror', (error) => troubles.push(String(error.error())))
  const page = await context.newPage()
  await page.exposeFunction('tellTrouble', (trouble: string) => troubles.push(trouble))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      // The function that Playwright has put there.
      const { tellTrouble } = window as unknown as { tellTrouble: (trouble: string) => void }
      tellTrouble(`refused ${violatedDirective} ${blockedURI} ${sample}`)
    })
  })
  await page.goto(`${site}/desk/`)
  await page.waitForFunction(() => 'desk' in window)
  return { page, troubles }
}
