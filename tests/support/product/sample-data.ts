import { inject } from 'vitest'
import { type Cloud, startCloud } from '../../../infra/local/cloud.ts'
import { seedDemo } from '../../../infra/local/demo/seed.ts'
import { as } from './cloud.ts'
import { filledFolder } from './filled-folder.ts'

/** Starts the embedded cloud on a folder for as long as it takes to fill it. */
export async function fillWith(data: string, write: (cloud: Cloud) => Promise<void>): Promise<void> {
  const cloud = await startCloud({
    data,
    bundles: inject('bundles'),
    ports: { edge: 0, admin: 0, origin: 0 },
  })
  try {
    await write(cloud)
    await cloud.settled()
  } finally {
    await cloud.stop()
  }
}

/** The data of a site that was filled with the sample content, once in a run. */
export const sampleData = () =>
  filledFolder('sample-data', (data) =>
    fillWith(data, async (cloud) => {
      // As a filling that was cut short leaves it: a file that was asked for, and never came.
      const body = { name: 'le-hoi-nuoc.jpg', bytes: 1 }
      const headers = { 'if-none-match': '*' }
      await as(cloud, 'admin').send('PUT', '/media/d0b0at5r1v', { body, headers })
      await seedDemo(cloud, data, true)
    }),
  )
