import { join } from 'node:path'
import { Annotations, App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { BantinStack } from './bantin-stack.ts'
import { buildFunctions } from './bundles.ts'
import { readContext, stackNameOf } from './context.ts'

const app = new App()
const { settings, given, unrecorded } = readContext(app.node)
const { stage, terminationProtection } = settings
const bundles = join(app.outdir, 'bundles')
await buildFunctions(bundles, { platform: 'lambda' })
const stack = new BantinStack(app, stackNameOf(stage), { bundles, settings, given, terminationProtection })
for (const key of unrecorded) {
  Annotations.of(stack).addWarningV2(
    `bantin:${key}`,
    `${key} is given by a flag alone: the next deployment without it takes it away. Write it into infra/stages/${stage}.json`,
  )
}
// Synthesis fails on a finding that nobody has given a reason for.
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
app.synth()
