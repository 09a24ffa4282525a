import * as z from 'zod'
import type { Role } from '../../../functions/domain/role.ts'
import { region } from '../../cloud/key-pair.ts'
import { createAdminClient } from '../../local/admin-client.ts'
import type { Cloud } from '../../local/cloud.ts'
import { writtenText } from '../../local/demo/written-text.ts'
import { letRead } from './readers.ts'

/** What of the sample content pictures show, by what they show of it. */
export const shown = {
  /** A public one whose update waits for approval. */
  submitted: 'tjvnmak4ha',
  /** Handed over, with notes beside it. */
  discussed: 'm4rketgate',
  approved: 'h0st1ngrv1',
  translated: '9t4vf1zk4w',
  /** Its source was changed since it was translated. */
  stale: '82ksc9rgc6',
  unfinished: 'term0neyr1',
  emergency: 'zcgpdsk42c',
  planned: 're1frndday',
  preparing: 're1safetrp',
  royalty: 'r0yc1ass01',
  picture: 'd0c1assr2m',
  undescribed: 'd0gatefrt8',
} as const

const answer = z.object({ article: z.object({ translations: z.object({ vi: writtenText }) }) })
const policies = z.object({ value: z.looseObject({ checkLinks: z.boolean() }) })

/** Adds to the sample content what a newsroom sees after some weeks, or would rather not see: nobody wants it on a new machine. */
export async function arrange(cloud: Cloud): Promise<void> {
  const as = async (role: Role) =>
    createAdminClient({ url: cloud.addresses.admin, key: await cloud.lend(role), region })
  const [editor, approver, admin] = [await as('editor'), await as('approver'), await as('admin')]
  async function read(id: string) {
    const { etag, body } = await editor.get(`/articles/${id}`)
    return { etag, text: answer.parse(body).article.translations.vi }
  }

  const urgent = await read(shown.emergency)
  const path = `/articles/${shown.emergency}/translations/vi`
  const more = '<li>Gọi lúc đêm khuya, giữ máy không cho hỏi người thân;</li>'
  const body = urgent.text.body.replace('<ul>', `<ul>${more}`)
  const revised = await editor.replace(path, urgent.etag, { ...urgent.text, body })
  await approver.act(`${path}/publish-now`, revised.etag, { reason: 'Cảnh báo người dân về thủ đoạn mới' })

  const picture = await editor.get(`/media/${shown.undescribed}`)
  await editor.replace(`/media/${shown.undescribed}/description`, picture.etag, {})

  const rules = await admin.get('/settings/policies')
  const { value } = policies.parse(rules.body)
  await admin.replace('/settings/policies', rules.etag, {
    ...value,
    checkLinks: true,
    daysOff: ['2027-01-01'],
  })

  await letRead(cloud, async (id) => (await read(id)).text.title)
  // People are told of what was done when the clock comes round.
  await cloud.tick()
}
