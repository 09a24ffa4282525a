import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { App } from 'aws-cdk-lib'
import * as z from 'zod'
import { BantinStack } from '../../bantin-stack.ts'
import { StartFailure } from '../../cloud/failure.ts'
import { defaultStage } from '../../context.ts'
import { prepareBundles } from '../../local/prepare.ts'
import { settings } from '../../settings.ts'
import { told } from '../told.ts'
import { readQuantities } from './stack.ts'
import { putCosts, renderCosts } from './table.ts'

const usage = `usage: npm run cost [-- key=value]... [--write]
  Says what a month of the stack costs, with the defaults; the files of stages are not asked.
  key=value  a setting that README names: backup=true
  --write    puts it into README`

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { write: { type: 'boolean' } },
      allowPositionals: true,
    })
    const { data, error } = settings.safeParse(Object.fromEntries(positionals.map((each) => each.split('='))))
    if (!data) throw new Error(z.prettifyError(error))
    return { read: { ...data, stage: defaultStage }, isWritten: values.write ?? false }
  } catch (error) {
    throw new StartFailure(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

async function tellCosts(): Promise<void> {
  const { read, isWritten } = readArguments()
  const app = new App()
  try {
    new BantinStack(app, 'Bantin', { bundles: await prepareBundles(), settings: read })
    const costs = renderCosts(readQuantities(app.synth().getStackByName('Bantin').template))
    const readme = new URL('../../../README.md', import.meta.url)
    if (isWritten) writeFileSync(readme, putCosts(readFileSync(readme, 'utf8'), costs))
    else console.log(costs)
  } finally {
    rmSync(app.outdir, { recursive: true, force: true })
  }
}

try {
  await tellCosts()
} catch (error) {
  console.error(told(error))
  process.exitCode = 1
}
