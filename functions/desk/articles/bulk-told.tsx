/** @jsxImportSource react */
import { lazy, Suspense } from 'react'
import { type Locale, locales } from '../../domain/locale.ts'
import { sectionName, useSettings } from '../api/newsroom.ts'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import type { BulkAct, BulkItem, Told } from './bulk.ts'

const BulkMoment = lazy(async () => ({ default: (await import('./bulk-moment.tsx')).BulkMoment }))

const hour = 3_600_000

/** What an act is told before anybody says it: of a plan the next full hour, an hour from now at least. */
export function toldAtFirst(act: BulkAct): Told {
  if (act !== 'schedule') return {}
  return { publishAt: new Date((Math.floor(Date.now() / hour) + 2) * hour).toISOString() }
}

interface BulkToldProps {
  act: BulkAct
  items: readonly BulkItem[]
  told: Told
  onChange: (told: Told) => void
}

/** What an act on many must be told, once for all of them. */
export function BulkTold({ act, items, told, onChange }: BulkToldProps) {
  const { t, locale } = useWords()
  const sections = useSettings().data?.sections ?? []
  const reasonOf = (name: 'note' | 'reason', label: string) => (
    <TextField
      label={label}
      value={told[name] ?? ''}
      onChange={(words) => onChange({ [name]: words })}
      maxLength={1000}
      rows={3}
      isRequired
    />
  )
  const reasonsFor = (each: Locale) => (
    <TextField
      key={each}
      label={t('articles.bulk.reason_for_readers', { language: t(`languages.${each}`) })}
      value={told.reasons?.[each] ?? ''}
      onChange={(words) => onChange({ reasons: { ...told.reasons, [each]: words } })}
      maxLength={1000}
      rows={3}
      lang={each}
      isRequired
    />
  )
  switch (act) {
    case 'move':
      return (
        <Select
          label={t('articles.bulk.to')}
          choices={sections.map(({ id }) => ({ id, name: sectionName(sections, id, locale) }))}
          value={told.section}
          onChange={(section) => onChange({ section })}
          placeholder={t('articles.bulk.to_which')}
        />
      )
    case 'schedule':
      return (
        <Suspense fallback={<Loading />}>
          <BulkMoment
            ids={items.map(({ id }) => id)}
            at={told.publishAt ?? ''}
            onChange={(publishAt) => onChange({ publishAt })}
          />
        </Suspense>
      )
    case 'discard':
      return reasonOf('reason', t('articles.bulk.reason'))
    case 'return':
      return reasonOf('note', t('acts.note_label'))
    case 'withdraw':
      return locales.filter((each) => items.some((item) => item.locale === each)).map(reasonsFor)
    default:
      return null
  }
}
