/** @jsxImportSource react */
import { useMemo, useState } from 'react'
import type { Article } from '../../domain/article/article.ts'
import { type Locale, locales } from '../../domain/locale.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import type { Content } from '../article/content.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { ArticlePreview } from './article-preview.tsx'
import type { Look } from './sheet.ts'

const widths = { phone: 360, tablet: 768, desktop: 1200 } as const
const sizes = ['m', 'l', 'xl'] as const

interface PreviewDialogProps {
  id: string
  saved: Article | undefined
  content: Content
  text: Locale
  settings: WrittenSettings
  onClose: () => void
}

/** The page that readers would get of what stands in the form, saved or not. */
export function PreviewDialog({ id, saved, content, text, settings, onClose }: PreviewDialogProps) {
  const { t } = useWords()
  const [locale, setLocale] = useState(text)
  const [device, setDevice] = useState<keyof typeof widths>(() =>
    window.innerWidth < 600 ? 'phone' : 'desktop',
  )
  const [isDark, setDark] = useState(false)
  const [isPrint, setPrint] = useState(false)
  const [size, setSize] = useState<Look['size']>('m')
  const look = useMemo<Look>(
    () => ({ width: widths[device], isDark, isPrint, size }),
    [device, isDark, isPrint, size],
  )
  const there = locales.filter((each) => content.translations[each])
  return (
    <Dialog title={t('preview.title')} isOpen isWide onClose={onClose}>
      <div className="acts">
        {there.length > 1 && (
          <Select
            label={t('preview.language')}
            value={locale}
            choices={there.map((each) => ({ id: each, name: t(`languages.${each}`) }))}
            onChange={(chosen) => setLocale(there.find((each) => each === chosen) ?? locale)}
          />
        )}
        <Select
          label={t('preview.device')}
          value={device}
          choices={(['phone', 'tablet', 'desktop'] as const).map((each) => ({
            id: each,
            name: t(`preview.${each}`),
          }))}
          onChange={(chosen) => {
            if (chosen === 'phone' || chosen === 'tablet' || chosen === 'desktop') setDevice(chosen)
          }}
        />
        <Select
          label={t('preview.size')}
          value={size}
          choices={sizes.map((each) => ({ id: each, name: t(`preview.sizes.${each}`) }))}
          onChange={(chosen) => setSize(sizes.find((each) => each === chosen) ?? 'm')}
        />
        <Checkbox isSelected={isDark} onChange={setDark}>
          {t('preview.dark')}
        </Checkbox>
        <Checkbox isSelected={isPrint} onChange={setPrint}>
          {t('preview.print')}
        </Checkbox>
        <Button onPress={onClose}>{t('shell.close')}</Button>
      </div>
      <p className="hint">{t('preview.hint')}</p>
      <ArticlePreview {...{ id, saved, content, locale, settings, look }} />
    </Dialog>
  )
}
