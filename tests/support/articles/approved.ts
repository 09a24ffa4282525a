import { as, type TestCloud } from '../product/cloud.ts'
import { anArticle, aText, newId } from './articles.ts'

/** An article whose Vietnamese text is approved, and its tag. */
export async function anApproved(cloud: TestCloud, title: string): Promise<{ id: string; etag: string }> {
  const id = newId()
  const made = await as(cloud, 'editor').create(id, anArticle({ translations: { vi: aText({ title }) } }))
  const sent = await as(cloud, 'editor').act(id, 'vi', 'submit', made.etag)
  const { etag } = await as(cloud, 'admin').act(id, 'vi', 'approve', sent.etag)
  return { id, etag }
}
