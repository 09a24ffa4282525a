import * as z from 'zod'
import { dayOf } from '../../../functions/domain/dates.ts'
import { defaultLocale } from '../../../functions/domain/locale.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { deskWords } from '../../../locales/index.ts'
import { payloadHash } from '../../cloud/edge/signed-origin.ts'
import { region } from '../../cloud/key-pair.ts'
import { createAdminClient } from '../../local/admin-client.ts'
import type { Cloud } from '../../local/cloud.ts'
import { staffOf } from '../../local/keys.ts'
import { accounts, memberOf, poolId } from '../../local/sign-in/accounts.ts'

/** Articles of the sample content, by what pictures show of them. */
export const articles = {
  submitted: 'rek4mfc8dj',
  approved: 'cyb5m68n3t',
  planned: 'k8kvtc09tv',
  translated: '9t4vf1zk4w',
  untranslated: '7qzthgvjm5',
  emergency: 'zcgpdsk42c',
} as const

const answer = z.object({
  article: z.object({
    translations: z.record(
      z.string(),
      z.object({
        title: z.string(),
        summary: z.string(),
        body: z.string(),
        alt: z.string().optional(),
        caption: z.string().optional(),
        credit: z.string().optional(),
      }),
    ),
  }),
})

const dayMilliseconds = 86_400_000

/** A day of Vietnam to come. */
const dayFromNow = (days: number) => dayOf(new Date(Date.now() + days * dayMilliseconds).toISOString())

/** On which something goes public and something is to be written. */
export const plannedDay = dayFromNow(2)

/** Brings the sample content into the states that a newsroom knows: handed over, approved, planned, out of date, assigned. */
export async function arrange(cloud: Cloud): Promise<void> {
  // The accounts of the desk are on the staff once somebody asks where to sign in.
  await fetch(`${cloud.addresses.signIn}/${poolId}/.well-known/openid-configuration`)
  const as = (role: Role) => {
    const key = cloud.keys.find((each) => each.role === role)
    if (!key) throw new Error(`there is no key of the role ${role}`)
    return createAdminClient({ url: cloud.addresses.admin, key, region })
  }
  const [editor, approver, admin] = [as('editor'), as('approver'), as('admin')]
  // The keys of this machine are called in English, which no picture should show.
  for (const { id, role } of cloud.keys.map(staffOf))
    if (role !== 'admin')
      await admin.create(`/staff/${id}`, { name: deskWords[defaultLocale].roles[role], role })
  const pathOf = (id: string) => `/articles/${id}/translations/vi`

  /** Writes one more paragraph at the end, and takes one away. */
  async function revise(id: string): Promise<string> {
    const { etag, body } = await editor.get(`/articles/${id}`)
    const text = answer.parse(body).article.translations.vi
    if (!text) throw new Error(`${id} has no Vietnamese text`)
    const paragraphs = text.body.split(/(?<=<\/p>)/u)
    const changed = paragraphs.toSpliced(
      1,
      1,
      '<p>Ban Tổ chức đề nghị các đơn vị gửi ý kiến trước ngày 05/12/2026.</p>',
    )
    return (await editor.replace(pathOf(id), etag, { ...text, body: changed.join('') })).etag
  }
  const submit = async (id: string) =>
    (await editor.act(`${pathOf(id)}/submit`, await revise(id), { note: 'Nhờ duyệt trước 15 giờ.' })).etag
  const approve = async (id: string) => (await approver.act(`${pathOf(id)}/approve`, await submit(id))).etag

  await submit(articles.submitted)
  await approve(articles.approved)
  const publishAt = `${plannedDay}T09:00:00+07:00`
  await approver.act(`${pathOf(articles.planned)}/schedule`, await approve(articles.planned), { publishAt })
  await approver.act(`${pathOf(articles.translated)}/publish`, await approve(articles.translated))
  await approver.act(`${pathOf(articles.emergency)}/publish-now`, await revise(articles.emergency), {
    reason: 'Cảnh báo người dân về thủ đoạn mới',
  })
  const untranslated = await editor.get(`/articles/${articles.untranslated}`)
  const colleague = accounts.find(({ role }) => role === 'editor')
  if (colleague)
    await approver.act(`/articles/${articles.untranslated}/translations/en/assign`, untranslated.etag, {
      to: memberOf(colleague).id,
      from: null,
      due: dayFromNow(3),
      note: 'Cần trước buổi tiếp đoàn.',
    })
  await editor.create('/slots/8c1n4p7r2t', {
    what: 'Phỏng vấn về lịch trực Tết của bộ phận một cửa',
    on: plannedDay,
    section: 'notices',
    locale: 'vi',
  })
  await write(cloud)
  await cloud.settled()
}

/** What a reader sends by the form of the site. */
async function write(cloud: Cloud): Promise<void> {
  const body = new URLSearchParams({
    about: articles.emergency,
    topic: 'question',
    text: 'Tôi đã chuyển tiền cho người tự xưng là cán bộ thì nên báo cho cơ quan nào?',
  }).toString()
  const response = await fetch(`${cloud.addresses.edge}/feedback/vi`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-amz-content-sha256': payloadHash(new TextEncoder().encode(body)),
    },
    body,
    redirect: 'manual',
  })
  if (response.status >= 400) throw new Error(`a letter was answered ${response.status}`)
}
