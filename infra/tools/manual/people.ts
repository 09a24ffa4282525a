import type { StaffRecord } from '../../../functions/domain/people/staff.ts'
import type { Role } from '../../../functions/domain/role.ts'
import { region } from '../../cloud/key-pair.ts'
import { createAdminClient } from '../../local/admin-client.ts'
import type { Cloud } from '../../local/cloud.ts'
import { staffOf } from '../../local/keys.ts'

/** Who else works here: those whom this machine knows by the keys of its API, which it calls in English. */
const called: Record<Role, Pick<StaffRecord, 'name' | 'sections'>> = {
  contributor: { name: 'Cộng tác viên Phòng Lãnh sự', sections: ['consular'] },
  editor: { name: 'Biên tập viên Phòng Quản lý biên giới', sections: ['border'] },
  approver: { name: 'Phó Giám đốc phụ trách lãnh sự', sections: ['consular'] },
  admin: { name: 'Tổ chuyển dữ liệu' },
}

/** Calls everybody as a newsroom would, before anything is done in their names. */
export async function namePeople({ keys, addresses, lend }: Cloud): Promise<void> {
  const admin = createAdminClient({ url: addresses.admin, key: await lend('admin'), region })
  for (const { id, role } of keys.map(staffOf)) await admin.create(`/staff/${id}`, { ...called[role], role })
}
