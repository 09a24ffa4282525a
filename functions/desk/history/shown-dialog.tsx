/** @jsxImportSource react */
import { now, type ZonedDateTime } from '@internationalized/date'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { timeZone } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { useSettings } from '../api/newsroom.ts'
import { Frame } from '../preview/frame.tsx'
import { renderShown } from '../preview/render.tsx'
import type { Look } from '../preview/sheet.ts'
import { Button } from '../ui/button.tsx'
import { DatePicker } from '../ui/date-picker.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { Select } from '../ui/select.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { findShownThen } from './shown-then.ts'

const look: Look = { isDark: false, isPrint: false, size: 'm' }

interface ShownDialogProps {
  id: string
  text: Locale
  onClose: () => void
}

/** An article as readers had it at a moment, in each language; changes nothing. Loaded on demand. */
export function ShownDialog({ id, text, onClose }: ShownDialogProps) {
  const { t } = useWords()
  const api = useApi()
  const { data: settings } = useSettings()
  const [moment, setMoment] = useState<ZonedDateTime>(() => now(timeZone).set({ second: 0, millisecond: 0 }))
  const [chosen, setChosen] = useState(text)
  // To the end of the minute that is named.
  const at = moment.add({ minutes: 1 }).subtract({ milliseconds: 1 }).toDate().toISOString()
  const shown = useQuery({
    queryKey: ['shown-then', id, at],
    queryFn: ({ signal }) => findShownThen(api, id, at, signal),
    placeholderData: (before) => before,
  })
  const texts = shown.data ?? []
  const one = texts.find(({ locale }) => locale === chosen) ?? texts[0]
  const page = useMemo(
    () => one && settings && renderShown({ ...one, settings, siteUrl: window.location.origin }),
    [one, settings],
  )
  return (
    <Dialog title={t('history.shown')} isOpen isWide onClose={onClose}>
      <div className="acts">
        <DatePicker
          label={t('history.shown_at')}
          value={moment}
          onChange={(value) => value && setMoment(value)}
          granularity="minute"
          hourCycle={24}
          hideTimeZone
        />
        {texts.length > 1 && one && (
          <Select
            label={t('preview.language')}
            value={one.locale}
            choices={texts.map(({ locale }) => ({ id: locale, name: t(`languages.${locale}`) }))}
            onChange={(value) => setChosen(texts.find(({ locale }) => locale === value)?.locale ?? chosen)}
          />
        )}
      </div>
      {shown.isPending && <Loading />}
      {shown.error && <Trouble error={shown.error} onRetry={() => void shown.refetch()} />}
      <div role="status">
        {shown.data && !one && <p className="empty">{t('history.shown_nothing')}</p>}
        {one && page && (
          <p className="hint">
            {t('history.shown_hint', { number: one.revision })} <code>{page.path}</code>
          </p>
        )}
      </div>
      {page && (
        <div className="preview-stage">
          <Frame html={page.html} title={t('history.shown')} look={look} />
        </div>
      )}
      <Button onPress={onClose}>{t('shell.close')}</Button>
    </Dialog>
  )
}
