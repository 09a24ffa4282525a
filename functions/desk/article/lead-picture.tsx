/** @jsxImportSource react */
import { lazy, memo, Suspense, useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { addressOfFile } from '../media/library.ts'
import { useFiles } from '../media/use-files.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import type { SharedContent, TextContent } from './content.ts'
import type { FieldErrors } from './field-errors.ts'

const MediaPicker = lazy(async () => ({ default: (await import('../media/picker.tsx')).MediaPicker }))

export interface LeadPictureProps {
  picture: SharedContent['leadImage']
  text: TextContent
  locale: Locale
  errors: FieldErrors
  isReadOnly: boolean
  onPicture: (picture: SharedContent['leadImage']) => void
  onText: (change: TextContent) => void
}

/** The picture that stands for the article, and its words in this language. Drawn again when it changes, not with every letter. */
export const LeadPicture = memo(function LeadPicture({
  picture,
  text,
  locale,
  errors,
  isReadOnly,
  onPicture,
  onText,
}: LeadPictureProps) {
  const { t } = useWords()
  const [isPicking, setPicking] = useState(false)
  const files = useFiles(picture ? [picture.media] : [])
  const file = picture && files.find(picture.media)
  const address = file && addressOfFile(file)
  return (
    <fieldset className="lead-picture stack">
      <legend className="label">{t('article.lead')}</legend>
      {picture ? (
        <div className="lead-row">
          {address ? (
            <img src={address} alt={text.alt ?? ''} />
          ) : (
            <p className="empty">{t('article.lead_coming')}</p>
          )}
          <div className="stack">
            {!picture.decorative && (
              <TextField
                data-field="alt"
                label={t('article.alt')}
                hint={t('article.alt_hint')}
                lang={locale}
                isReadOnly={isReadOnly}
                value={text.alt ?? ''}
                onChange={(alt) => onText({ alt: alt || undefined })}
                error={errors.of('alt')}
              />
            )}
            <TextField
              label={t('article.caption')}
              lang={locale}
              isReadOnly={isReadOnly}
              value={text.caption ?? ''}
              onChange={(caption) => onText({ caption: caption || undefined })}
              error={errors.of('caption')}
            />
            <TextField
              label={t('article.credit')}
              lang={locale}
              isReadOnly={isReadOnly}
              value={text.credit ?? ''}
              onChange={(credit) => onText({ credit: credit || undefined })}
              error={errors.of('credit')}
            />
            <Checkbox
              isSelected={picture.decorative ?? false}
              isReadOnly={isReadOnly}
              onChange={(decorative) => onPicture({ ...picture, decorative })}
            >
              {t('article.decorative')}
            </Checkbox>
          </div>
        </div>
      ) : (
        <p className="hint">{t('article.lead_none')}</p>
      )}
      {!isReadOnly && (
        <div className="acts">
          <Button onPress={() => setPicking(true)}>
            {t(picture ? 'article.lead_change' : 'article.lead_choose')}
          </Button>
          {picture && (
            <Button look="quiet" onPress={() => onPicture(undefined)}>
              {t('article.lead_remove')}
            </Button>
          )}
        </div>
      )}
      {isPicking && (
        <Suspense>
          <MediaPicker
            kinds={['picture']}
            onClose={() => setPicking(false)}
            onPick={([chosen]) => {
              setPicking(false)
              if (!chosen) return
              files.take(chosen)
              onPicture({ media: chosen.id, decorative: false })
              const words = chosen.description[locale]
              onText({ alt: words?.alt, caption: words?.caption, credit: words?.credit })
            }}
          />
        </Suspense>
      )}
    </fieldset>
  )
})
