import { beginning } from './begin.ts'
import { managing } from './manage.ts'
import { ofTheNewsroom } from './newsroom.ts'
import { publishing } from './publish.ts'
import type { Shot } from './shot.ts'
import { writing } from './write.ts'

/** Every picture of the manuals, in the order of their pages. */
export const shots: readonly Shot[] = [...beginning, ...writing, ...publishing, ...ofTheNewsroom, ...managing]
