import { afterAll, beforeAll } from 'vitest'
import { logTo } from '../../functions/http/log.ts'

/** Listens to the log for all tests of a file, which then print none of it. The lines of a test are added as they come. */
export function listenToLog(): string[] {
  const lines: string[] = []
  let stop = () => {}
  beforeAll(() => {
    stop = logTo((line) => lines.push(line))
  })
  afterAll(() => stop())
  return lines
}
