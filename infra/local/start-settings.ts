import { resolve } from 'node:path'
import * as z from 'zod'
import { StartFailure } from '../cloud/failure.ts'

const must = (what: string) => ({
  error: ({ input }: { input?: unknown }) => `must be ${what}, not "${input}"`,
})

const port = (fallback: number) =>
  z
    .string()
    .refine((text) => /^\d{1,5}$/u.test(text) && Number(text) <= 65_535, must('a port from 0 to 65535'))
    .transform(Number)
    .default(fallback)

const settings = z.object({
  PORT: port(8080),
  ADMIN_PORT: port(8081),
  ORIGIN_PORT: port(8082),
  BANTIN_DATA: z.string().min(1, must('a folder')).default('.data'),
  BANTIN_DEMO: z.enum(['0', '1'], must('0 or 1')).default('1'),
})

/** What the person who starts the cloud may choose. */
export function readSettings(environment: NodeJS.ProcessEnv) {
  const parsed = settings.safeParse(environment)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new StartFailure(`${issue?.path.join('.')} ${issue?.message}`)
  }
  const { PORT, ADMIN_PORT, ORIGIN_PORT, BANTIN_DATA, BANTIN_DEMO } = parsed.data
  return {
    data: resolve(BANTIN_DATA),
    ports: { edge: PORT, admin: ADMIN_PORT, origin: ORIGIN_PORT },
    demo: BANTIN_DEMO === '1',
  }
}
