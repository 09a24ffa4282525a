import type { Cloud } from '../../../infra/local/cloud.ts'
import { type Answer, as } from '../product/cloud.ts'

/** Rewrites the settings of the site as an administrator does who has just read them. */
export async function configure(
  cloud: Cloud,
  // biome-ignore lint/suspicious/noExplicitAny: settings as JSON, which tests send right and wrong
  change: (settings: any) => object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const admin = as(cloud, 'admin')
  const { etag, body } = await admin.get('/settings')
  const precondition: Record<string, string> = etag ? { 'if-match': etag } : { 'if-none-match': '*' }
  return await admin.send('PUT', '/settings', {
    body: change(body),
    headers: { ...precondition, ...headers },
  })
}

/** Changes one section, and nothing else. */
export function configureSection(cloud: Cloud, id: string, changes: object): Promise<Answer> {
  return configure(cloud, (settings) => ({
    ...settings,
    sections: settings.sections.map((each: { id: string }) =>
      each.id === id ? { ...each, ...changes } : each,
    ),
  }))
}
