import { DataKey } from '../constructs/data-key.ts'
import { FeedbackTable } from '../constructs/feedback-table.ts'
import { Files } from '../constructs/files.ts'
import { NewsroomTable } from '../constructs/newsroom-table.ts'
import { SiteTable } from '../constructs/site-table.ts'
import { ViewsTable } from '../constructs/views-table.ts'
import type { Whole } from './whole.ts'

/** What keeps content, and outlives the stack. */
export function addStores({ stack, settings }: Whole) {
  const key = settings.customerKeyArn ? new DataKey(stack, 'DataKey', settings.customerKeyArn) : undefined
  return {
    key,
    newsroom: new NewsroomTable(stack, 'Newsroom', key),
    siteTable: new SiteTable(stack, 'Site'),
    viewsTable: new ViewsTable(stack, 'Views'),
    feedbackTable: new FeedbackTable(stack, 'Feedback', key),
    files: new Files(stack, 'Files', { ...settings, key }),
  }
}

export type Stores = ReturnType<typeof addStores>
