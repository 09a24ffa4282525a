import { type DeskConfig, readConfig } from '../../../functions/desk/session/config.ts'
import type { Check } from './check.ts'
import type { Site } from './site.ts'
import { mustAnswer, mustSay, named, visit, wrong } from './visit.ts'

function read(text: string): DeskConfig | undefined {
  try {
    return readConfig(JSON.parse(text))
  } catch {
    return undefined
  }
}

async function configOf(site: Site) {
  const { text } = mustAnswer(await site.get('/desk/config.json'), 200)
  return read(text) ?? wrong('/desk/config.json cannot be read')
}

export const doorChecks: readonly Check[] = [
  {
    promise: 'the desk loads, at each of its addresses',
    async look(site) {
      mustAnswer(await site.get('/desk'), 301)
      for (const path of ['/desk/', '/desk/signed-in']) {
        const page = await site.page(path)
        mustSay(page, 'x-frame-options', /^DENY$/u)
        for (const { attributes } of named(page.elements, 'script'))
          mustAnswer(await site.get(new URL(attributes.src ?? '', site.base + path).pathname), 200)
      }
    },
  },
  {
    promise: 'the sign-in of editors answers',
    async look(site) {
      const { userPool } = await configOf(site)
      const discovery = mustAnswer(await visit(`${userPool}/.well-known/openid-configuration`), 200)
      if (!discovery.text.includes('"authorization_endpoint"')) wrong(`${userPool} offers no sign-in`)
    },
  },
  {
    promise: 'the API of editors refuses who has not signed',
    async look(site) {
      const { api } = await configOf(site)
      for (const path of ['/articles', '/staff', '/media']) mustAnswer(await visit(api + path), 403)
    },
  },
  {
    promise: 'the API lets itself be asked from the desk, and from no other page',
    async look(site) {
      const { api } = await configOf(site)
      const asks = (origin: string) =>
        visit(`${api}/articles`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'GET' },
        })
      const allowed = (await asks(site.base)).headers.get('access-control-allow-origin')
      if (allowed !== site.base) wrong(`the API lets ${allowed ?? 'nobody'} ask, not ${site.base}`)
      const foreign = (await asks('https://example.org')).headers.get('access-control-allow-origin')
      if (foreign) wrong(`the API lets ${foreign} ask, which is not the desk`)
    },
  },
  {
    promise: 'a preview without a link shows nothing, and is not kept',
    async look(site) {
      const answer = mustAnswer(await site.get('/preview/none'), 404)
      mustSay(answer, 'cache-control', /no-store/u)
    },
  },
]
