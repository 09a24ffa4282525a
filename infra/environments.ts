import type * as z from 'zod'
import {
  adminEnvironment,
  counterEnvironment,
  feedbackEnvironment,
  mailsEnvironment,
  mediaEnvironment,
  mirrorEnvironment,
  moverEnvironment,
  outwardEnvironment,
  previewEnvironment,
  publisherEnvironment,
  schedulerEnvironment,
  searchEnvironment,
  siteEnvironment,
  tallyEnvironment,
} from '../functions/config.ts'
import type { FunctionName } from './bundles.ts'

/** By these each function reads its environment, so one whose variable is forgotten, here or on AWS, does not compile. */
export const environments = {
  site: siteEnvironment,
  counter: counterEnvironment,
  tally: tallyEnvironment,
  feedback: feedbackEnvironment,
  search: searchEnvironment,
  admin: adminEnvironment,
  media: mediaEnvironment,
  preview: previewEnvironment,
  scheduler: schedulerEnvironment,
  publisher: publisherEnvironment,
  mails: mailsEnvironment,
  mirror: mirrorEnvironment,
  mover: moverEnvironment,
  outward: outwardEnvironment,
} satisfies Record<FunctionName, z.ZodObject>

export type Environments = typeof environments
