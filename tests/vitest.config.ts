import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname
/** Runs real functions: they are built once, and tests may take their time. */
const whole = { testTimeout: 300_000, hookTimeout: 300_000, globalSetup: './tests/support/bundles.ts' }

export default defineConfig({
  root,
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    root,
    // Most tests wait for functions that run beside them, so two at a time fit on two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // What is waited for comes when it comes: a busy machine is no failure.
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default', './tests/support/closing-line.ts'],
    projects: [
      {
        extends: true,
        // What these files import is read once for all of them, which is most of their time: none may leave anything behind.
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          testTimeout: 60_000,
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'hostile', include: ['tests/hostile/**/*.test.ts'], testTimeout: 300_000 },
      },
      // The stack is made once for each of its settings, which outlives the file that asked first.
      {
        extends: true,
        test: { name: 'infra', include: ['tests/infra/**/*.test.ts'], isolate: false, ...whole },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], isolate: false, ...whole },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          isolate: false,
          ...whole,
        },
      },
    ],
  },
})
