import { join } from 'node:path'
import { Duration } from 'aws-cdk-lib'
import type { IRole } from 'aws-cdk-lib/aws-iam'
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { FunctionName } from '../bundles.ts'
import { type Environments, environments } from '../environments.ts'
import { BundledFunction, type BundledFunctionProps, type Variables } from './bundled-function.ts'

/** What each function is, wherever it stands: who may ask it, and what it may use, says the stack. */
const traits = {
  site: {
    description: "Bantin: the reader's door",
    // A start is all computing, which Lambda gives in proportion to memory; below this readers would feel it.
    memorySize: 1024,
    // Within what the CDN waits for, so that readers get the mirror within seconds.
    timeout: Duration.seconds(8),
  },
  counter: {
    description: 'Bantin: counts views',
    // A view is one short request to a table.
    memorySize: 512,
    timeout: Duration.seconds(10),
  },
  tally: {
    description: 'Bantin: shows readers how many views were counted',
    memorySize: 512,
    timeout: Duration.minutes(1),
  },
  feedback: {
    description: 'Bantin: takes what readers write',
    // One short request to a table; nobody waits for it but who has written.
    memorySize: 512,
    timeout: Duration.seconds(10),
  },
  search: {
    description: 'Bantin: searches what is public',
    // One whole processor: a search of a hundred thousand articles is all computing.
    memorySize: 1769,
    // As on one machine: what queries leave behind would take more than the index itself.
    youngMegabytes: 8,
    // Within what the CDN waits for.
    timeout: Duration.seconds(15),
  },
  media: {
    description: 'Bantin: looks at what is uploaded and makes of it what readers get',
    // One whole processor for the largest picture, and room for its pixels.
    memorySize: 1769,
    // Longer than the editors' door waits.
    timeout: Duration.seconds(28),
  },
  admin: {
    description: "Bantin: the editors' door",
    // As the site: an editor waits for its start too.
    memorySize: 1024,
    // The API gives up after 30 seconds; a large picture takes half of that.
    timeout: Duration.seconds(29),
  },
  preview: {
    description: 'Bantin: the door for who comes by a link',
    // As the site: somebody waits for its start.
    memorySize: 1024,
    timeout: Duration.seconds(15),
  },
  publisher: {
    description: 'Bantin: makes the site show what the newsroom says',
    // One whole processor: rendering and indexing are all computing.
    memorySize: 1769,
    // A rebuild goes on for half a minute in a call, and everything else takes seconds; what is late is not cut off.
    timeout: Duration.minutes(10),
  },
  mover: {
    description: 'Bantin: moves in what is brought through the desk',
    // One whole processor: reading exports is all computing.
    memorySize: 1769,
    // All of a move beside what is read of it and its report.
    storageGigabytes: 10,
    // The longest that there is; what is not done by then is gone on with.
    timeout: Duration.minutes(15),
  },
  mirror: {
    description: 'Bantin: keeps the site as files, for when its function fails',
    // Rendering is all computing; nobody waits for it.
    memorySize: 1024,
    // Until the next minute: a run takes two thirds of it.
    timeout: Duration.minutes(1),
  },
  outward: {
    description: 'Bantin: asks at night whether links to other sites lead anywhere',
    // It waits for others; nobody waits for it.
    memorySize: 512,
    // A night's look ends after eight minutes, and an answer that is under way half a minute later.
    timeout: Duration.minutes(14),
  },
  mails: {
    description: 'Bantin: writes invitations and codes, which Cognito mails',
    memorySize: 512,
    // Cognito waits no longer.
    timeout: Duration.seconds(5),
  },
  scheduler: {
    description: 'Bantin: publishes and withdraws what is due',
    // Nobody waits for it.
    memorySize: 512,
    // Until the next tick.
    timeout: Duration.minutes(1),
  },
} satisfies Record<
  FunctionName,
  Pick<
    BundledFunctionProps<never>,
    'description' | 'memorySize' | 'youngMegabytes' | 'storageGigabytes' | 'timeout'
  >
>

export type ProductFunction<Name extends FunctionName> = BundledFunction<Environments[Name]>

interface AddedFunction<Name extends FunctionName> {
  /** Where `buildFunctions` has put the functions. */
  bundles: string
  logRetention: RetentionDays
  environment: (role: IRole) => Variables<Environments[Name]>
  /** @default as many as the account allows, as with 0 */
  reservedConcurrency?: number
}

/** Makes a function of the product, with the id `<Name>Function`. */
export function addFunction<Name extends FunctionName>(
  scope: Construct,
  name: Name,
  { bundles, ...own }: AddedFunction<Name>,
): ProductFunction<Name> {
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}Function`
  return new BundledFunction<Environments[Name]>(scope, id, {
    ...traits[name],
    schema: environments[name],
    ...own,
    bundle: join(bundles, name),
  })
}
