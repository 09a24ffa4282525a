import { expect, it, vi } from 'vitest'
import type { StaffRecord } from '../../functions/domain/people/staff.ts'
import type { Act } from '../../functions/domain/revision.ts'
import { newsroomKeys } from '../../functions/store/keys.ts'
import { createMemoryTable } from '../../functions/store/memory-table.ts'
import { createStaff } from '../../functions/store/staff.ts'

const act: Act = {
  at: '2026-01-10T08:00:00.000Z',
  actor: { id: 'admin', name: 'Quản trị', role: 'admin' },
  action: 'appoint',
}
const record = (name: string): StaffRecord => ({ name, role: 'editor', active: true })
const numbers = Array.from({ length: 30 }, (_, n) => n)

async function aHouse() {
  const table = createMemoryTable()
  const staff = createStaff(table)
  for (const n of numbers)
    await staff.revise(`p${n}`, { absent: true }, () => ({ act, state: record(`Người ${n}`) }))
  await staff.revise('p7', { match: ['*'] }, () => ({ act, state: record('Tên mới') }))
  return { table, staff }
}

it('everybody who works here is read by three questions, as each was written last', async () => {
  const { table, staff } = await aHouse()
  const [query, findAll, find] = (['query', 'findAll', 'find'] as const).map((name) => vi.spyOn(table, name))
  const all = await staff.list()
  expect(all).toHaveLength(30)
  expect(all.find(({ id }) => id === 'p7')?.name).toBe('Tên mới')
  expect([query, findAll, find].map((each) => each?.mock.calls.length)).toEqual([2, 1, 0])
})

it.each([{}, { number: 1 }, { number: 9 }])(
  'whoever’s last revision is not known, or not rightly, is looked up by themselves: %o',
  async (noted) => {
    const { table, staff } = await aHouse()
    await table.put({ ...newsroomKeys.staffId('p7'), ...noted })
    expect((await staff.list()).find(({ id }) => id === 'p7')?.name).toBe('Tên mới')
    await staff.roster()
    expect(await table.find(newsroomKeys.staffId('p7'))).toMatchObject({ number: 2 })
  },
)
