import { readFileSync } from 'node:fs'

/**
 * The most memory that this process ever had, bytes. Linux hands on the `maxRSS` of the process that starts another, which
 * is a large one in tests; the mark that this reads begins anew.
 */
export function peakMemory(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}
