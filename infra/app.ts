import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { BantinStack } from './bantin-stack.ts'
import { buildFunctions } from './bundles.ts'
import { readContext } from './context.ts'

const app = new App()
const bundles = join(app.outdir, 'bundles')
await buildFunctions(bundles, { platform: 'lambda' })
new BantinStack(app, 'Bantin', { bundles, settings: readContext(app.node) })
// Synthesis fails on a finding that nobody has given a reason for.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
app.synth()
