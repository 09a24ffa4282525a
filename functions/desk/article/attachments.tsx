/** @jsxImportSource react */
import { lazy, Suspense, useState } from 'react'
import type { Attachment } from '../../domain/article/fields.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import type { FieldErrors } from './field-errors.ts'

const MediaPicker = lazy(async () => ({ default: (await import('../media/picker.tsx')).MediaPicker }))

interface AttachmentListProps {
  attachments: readonly Attachment[]
  isReadOnly: boolean
  errors: FieldErrors
  onChange: (attachments: Attachment[]) => void
}

function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.toSpliced(from, 1)
  const item = list[from]
  return item === undefined ? [...list] : rest.toSpliced(to, 0, item)
}

/** Files for download, under the names that readers see, in their order. */
export function AttachmentList({ attachments, isReadOnly, errors, onChange }: AttachmentListProps) {
  const { t } = useWords()
  const [isPicking, setPicking] = useState(false)
  return (
    <fieldset className="stack">
      <legend className="label">{t('article.attachments')}</legend>
      {attachments.length === 0 && <p className="hint">{t('article.attachments_none')}</p>}
      <ol className="stack">
        {attachments.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same file may stand twice; its place is what it is
          <li key={index} className="row">
            <TextField
              label={t('article.attachment_name', { number: index + 1 })}
              value={each.name}
              isReadOnly={isReadOnly}
              onChange={(name) => onChange(attachments.with(index, { ...each, name }))}
              error={errors.of(`attachments.${index}`)}
            />
            {!isReadOnly && (
              <span className="acts">
                <Button
                  look="quiet"
                  isDisabled={index === 0}
                  aria-label={t('article.up', { name: each.name })}
                  onPress={() => onChange(moved(attachments, index, index - 1))}
                >
                  <Icon name="up" />
                </Button>
                <Button
                  look="quiet"
                  isDisabled={index === attachments.length - 1}
                  aria-label={t('article.down', { name: each.name })}
                  onPress={() => onChange(moved(attachments, index, index + 1))}
                >
                  <Icon name="down" />
                </Button>
                <Button
                  look="quiet"
                  aria-label={t('article.take_out', { name: each.name })}
                  onPress={() => onChange(attachments.toSpliced(index, 1))}
                >
                  <Icon name="close" />
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      {!isReadOnly && <Button onPress={() => setPicking(true)}>{t('article.attachments_add')}</Button>}
      {isPicking && (
        <Suspense>
          <MediaPicker
            kinds={['document']}
            isMany
            onClose={() => setPicking(false)}
            onPick={(chosen) => {
              setPicking(false)
              onChange([...attachments, ...chosen.map(({ name, id }) => ({ name, media: id }))])
            }}
          />
        </Suspense>
      )}
    </fieldset>
  )
}
