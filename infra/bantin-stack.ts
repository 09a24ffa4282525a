import { Lazy, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Backups } from './constructs/backups.ts'
import { LockedExports } from './constructs/locked-exports.ts'
import { Operations } from './constructs/operations.ts'
import { tellOutputs } from './constructs/outputs.ts'
import { tagStage } from './constructs/stage-tags.ts'
import { settingsKey } from './context.ts'
import { addEditors } from './parts/editors.ts'
import { addPeople } from './parts/people.ts'
import { addPublication } from './parts/publication.ts'
import { addReaders } from './parts/readers.ts'
import { addStores } from './parts/stores.ts'
import type { Whole } from './parts/whole.ts'
import { reservationsOf } from './reservations.ts'
import type { Settings } from './settings.ts'

interface BantinStackProps extends StackProps {
  /** Where `buildFunctions` has put the functions. */
  bundles: string
  settings: Settings
  /** The settings as they were given: the template keeps them, so that it can be seen which are gone. @default none */
  given?: Record<string, unknown>
}

/** The whole system: one stack, so that a plain `cdk deploy` works. */
export class BantinStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, settings, given = {}, ...props }: BantinStackProps) {
    super(scope, id, { description: 'Bantin: multilingual news publishing', ...props })
    this.templateOptions.metadata = { [settingsKey]: given }
    tagStage(this, settings)
    const each = { bundles, logRetention: settings.logRetentionDays }
    const whole: Whole = { stack: this, settings, each, reserve: reservationsOf(settings) }

    const stores = addStores(whole)
    const readers = addReaders(whole, stores)
    const userPoolId = Lazy.string({ produce: () => people.signIn.users.userPoolId })
    const editors = addEditors(whole, stores, readers, userPoolId)
    const publication = addPublication(whole, stores, readers)
    const { key, newsroom, siteTable, viewsTable, feedbackTable, files } = stores
    const { deadLetters } = publication.publishing
    const { lockedExports: lock, timeZone } = settings
    const exports = lock
      ? new LockedExports(this, 'Exports', {
          ...{ table: newsroom.table, lock, timeZone, logs: files.logs, deadLetters, key },
        })
      : undefined
    const people = addPeople(whole, stores, readers, editors, { ...publication, exports })

    const { site, search, views, previews, letters, desk, cdn } = readers
    const { publisher, publishing, mirror, outward } = publication
    const { door, admin, preview, feedback, media, mover } = editors
    const { mails, signIn, scheduler } = people
    const backups = new Backups(this, 'Backups', {
      ...settings,
      tables: [newsroom.table, siteTable.table, viewsTable.table],
      files: [files.media, files.uploads],
    })
    new Operations(this, 'Operations', {
      ...settings,
      functions: {
        site,
        search,
        ...views.functions,
        admin,
        preview,
        feedback,
        scheduler,
        publisher,
        mirror,
        outward,
        media,
        mover,
        mails,
      },
      deadLetters,
      ...(settings.backup && { vault: backups.vault }),
      ...(settings.closeWatch && {
        close: {
          tables: { newsroom, site: siteTable, views: viewsTable, feedback: feedbackTable },
          doors: { previews: previews.api, letters: letters.api },
        },
      }),
      distribution: cdn.distribution,
      api: door.api,
    })

    tellOutputs(this, {
      ...{ newsroom, siteTable, viewsTable, feedbackTable, files },
      ...{ cdn, desk, door, signIn, publisher: publisher.lambda, publishing, backups, exports },
    })
  }
}
