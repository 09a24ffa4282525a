import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { BantinStack } from '../../bantin-stack.ts'
import { defaultStage } from '../../context.ts'
import { prepareBundles } from '../../local/prepare.ts'
import { settings } from '../../settings.ts'
import { readQuantities } from './stack.ts'
import { putCosts, renderCosts } from './table.ts'

/**
 * `npm run cost`: prints what a month of the stack costs. `npm run cost -- backup=true`: with that context.
 * `npm run cost -- --write`: puts it into README.
 */
const given = process.argv.slice(2)
const context = Object.fromEntries(
  given.filter((each) => !each.startsWith('--')).map((each) => each.split('=')),
)

const app = new App({ context })
try {
  new BantinStack(app, 'Bantin', {
    bundles: await prepareBundles(),
    settings: { ...settings.parse(context), stage: defaultStage },
  })
  const costs = renderCosts(readQuantities(app.synth().getStackByName('Bantin').template))
  const readme = new URL('../../../README.md', import.meta.url)
  if (given.includes('--write')) writeFileSync(readme, putCosts(readFileSync(readme, 'utf8'), costs))
  else console.log(costs)
} finally {
  rmSync(app.outdir, { recursive: true, force: true })
}
