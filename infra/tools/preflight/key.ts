import * as z from 'zod'
import { regionOf } from '../../options.ts'
import type { Settings } from '../../settings.ts'
import { type Aws, Refused } from './aws.ts'
import { find } from './finding.ts'

const described = z.object({ KeyMetadata: z.object({ KeyState: z.string(), KeySpec: z.string() }) })

/** Whether the key of the account's own could lock anything. What its policy says no API tells in one word. */
export const lookAtKey = (aws: Aws, { customerKeyArn }: Settings) =>
  find('key', async () => {
    if (!customerKeyArn) return []
    const region = regionOf(customerKeyArn)
    if (region !== aws.region)
      return {
        is: 'wrong',
        detail: `it is of ${region}, and the stack of ${aws.region}`,
        todo: 'make one in the region of the stack: infra/README.md#a-key-of-your-own',
      }
    try {
      const json = { KeyId: customerKeyArn }
      const text = await aws.ask('kms:DescribeKey', { target: 'TrentService.DescribeKey', json })
      const { KeyState, KeySpec } = described.parse(JSON.parse(text)).KeyMetadata
      if (KeyState !== 'Enabled')
        return {
          is: 'wrong',
          detail: `it is ${KeyState}: nothing that lies under it can be read`,
          todo: 'aws kms cancel-key-deletion, or enable-key, at once',
        }
      if (KeySpec !== 'SYMMETRIC_DEFAULT')
        return { is: 'wrong', detail: `it is ${KeySpec}`, todo: 'make a symmetric one' }
      return { is: 'ok', detail: 'enabled, and symmetric' }
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'NotFoundException')) throw error
      return {
        is: 'wrong',
        detail: `there is no ${customerKeyArn}`,
        todo: 'infra/README.md#a-key-of-your-own',
      }
    }
  })
