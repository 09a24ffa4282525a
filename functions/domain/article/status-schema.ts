import * as z from 'zod'
import { statuses } from './status.ts'

export const status = z.enum(statuses)
