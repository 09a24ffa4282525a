import * as z from 'zod'
import { locale } from '../../../../functions/domain/locale-schemas.ts'
import { contribution } from '../../../../functions/domain/royalty/calculation.ts'
import { payeeId, payeeInput } from '../../../../functions/domain/royalty/payee.ts'
import { royaltyId, royaltyInput } from '../../../../functions/domain/royalty/royalty.ts'
import { createOnce, goOn, type Step } from '../go-on.ts'
import { readJson } from '../read-json.ts'
import { dayIn } from './moment.ts'
import type { People } from './people.ts'

const royalty = z.strictObject({
  id: royaltyId,
  article: royaltyInput.shape.article,
  locale,
  contributions: z.array(contribution),
  note: z.string().optional(),
  /** How far it has come. */
  state: z.enum(['proposed', 'approved', 'paid']),
  /** Of the payment. */
  reference: z.string().default(''),
})
type SampleRoyalty = z.infer<typeof royalty>

const sample = z.strictObject({
  payees: z.array(z.strictObject({ id: payeeId, ...payeeInput.shape })),
  royalties: z.array(royalty),
})

const proposed = z.object({ proposal: z.looseObject({}) })

/** Proposes by what is usually paid for the text; whoever proposed does not approve, and whoever approved does not pay. */
function stepsOf({ as }: People, of: SampleRoyalty, now: Date): Step[] {
  const { id, article, locale, contributions, note, state, reference } = of
  const path = `/royalties/${id}`
  const [proposer, other] = [as('approver'), as('admin')]
  async function propose() {
    const { body } = await proposer.get(`/royalties/proposal?article=${article}&locale=${locale}`)
    const { proposal } = proposed.parse(body)
    return await proposer.create(path, { ...proposal, contributions, ...(note && { note }) })
  }
  const approve: Step = (etag) => other.act(`${path}/approve`, etag)
  const pay: Step = (etag) => proposer.act(`${path}/pay`, etag, { on: dayIn(0, now), reference })
  return { proposed: [propose], approved: [propose, approve], paid: [propose, approve, pay] }[state]
}

/** Notes who is paid, then royalties on their way, as something to be done each. */
export async function remunerating(people: People, now: Date): Promise<(() => Promise<unknown>)[]> {
  const { payees, royalties } = sample.parse(await readJson('newsroom/royalties'))
  for (const { id, ...payee } of payees) await createOnce(people.as('approver'), `/payees/${id}`, payee)
  return royalties.map(
    (each) => () => goOn(people.as('approver'), `/royalties/${each.id}`, stepsOf(people, each, now)),
  )
}
