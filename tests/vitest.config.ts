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
    reporters: ['default', './tests/support/closing-line.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: 60_000 },
      },
      { extends: true, test: { name: 'infra', include: ['tests/infra/**/*.test.ts'], ...whole } },
      { extends: true, test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], ...whole } },
      { extends: true, test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], ...whole } },
    ],
  },
})
