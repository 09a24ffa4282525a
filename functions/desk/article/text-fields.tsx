/** @jsxImportSource react */
import { lazy, memo, Suspense, useCallback, useMemo } from 'react'
import type { Locale } from '../../domain/locale.ts'
import type { TextEditor } from '../text/editor.ts'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { useWords } from '../words.tsx'
import type { TextContent } from './content.ts'
import type { FieldErrors } from './field-errors.ts'
import { LeadPicture, type LeadPictureProps } from './lead-picture.tsx'
import { Sound } from './sound.tsx'

const BodyField = lazy(async () => ({ default: (await import('./body-field.tsx')).BodyField }))

export interface TextFieldsProps {
  article: string
  locale: Locale
  text: TextContent
  errors: FieldErrors
  isReadOnly: boolean
  /** Readers have had it: what is corrected can be told to them. */
  wasPublic: boolean
  lead: Pick<LeadPictureProps, 'picture' | 'onPicture'>
  generation: number
  onChange: (change: TextContent, seen?: number) => void
  /** The editor of the body once it is there. */
  onEditor: (editor: TextEditor | undefined) => void
}

const longest = { title: 255, summary: 600 }

type FieldsProps = Pick<TextFieldsProps, 'locale' | 'errors' | 'isReadOnly' | 'onChange'>
type HeadProps = FieldsProps &
  Pick<TextFieldsProps, 'wasPublic'> &
  Pick<TextContent, 'title' | 'summary' | 'correction'>

/** What stands above the body, drawn again only when it changes itself. */
const HeadFields = memo(function HeadFields({
  locale,
  isReadOnly,
  errors,
  wasPublic,
  onChange,
  ...text
}: HeadProps) {
  const { t } = useWords()
  const count = (words: string | undefined, most: number) =>
    t('article.count', { count: (words ?? '').length, most })
  const shared = { lang: locale, isReadOnly, spellCheck: 'true' as const }
  return (
    <>
      <TextField
        {...shared}
        data-field="title"
        label={t('article.title')}
        value={text.title ?? ''}
        onChange={(title) => onChange({ title })}
        error={errors.of('title')}
        hint={count(text.title, longest.title)}
        isRequired
      />
      <TextField
        {...shared}
        data-field="summary"
        label={t('article.summary')}
        value={text.summary ?? ''}
        rows={3}
        onChange={(summary) => onChange({ summary })}
        error={errors.of('summary')}
        hint={count(text.summary, longest.summary)}
      />
      {wasPublic && (
        <TextField
          {...shared}
          data-field="correction"
          label={t('article.correction')}
          value={text.correction ?? ''}
          rows={2}
          onChange={(correction) => onChange({ correction: correction || undefined })}
          error={errors.of('correction')}
          hint={t('article.correction_hint')}
        />
      )}
    </>
  )
})

type AddressProps = Omit<FieldsProps, 'locale'> & Pick<TextContent, 'externalUrl' | 'slug'>

/** Addresses, which most texts leave as they are. */
const AddressFields = memo(function AddressFields({ isReadOnly, errors, onChange, ...text }: AddressProps) {
  const { t } = useWords()
  return (
    <details className="more">
      <summary>{t('article.more')}</summary>
      <div className="stack">
        <TextField
          label={t('article.external')}
          hint={t('article.external_hint')}
          type="url"
          value={text.externalUrl ?? ''}
          isReadOnly={isReadOnly}
          onChange={(externalUrl) => onChange({ externalUrl: externalUrl || undefined })}
          error={errors.of('externalUrl')}
        />
        <TextField
          label={t('article.slug')}
          hint={t('article.slug_hint')}
          value={text.slug ?? ''}
          isReadOnly={isReadOnly}
          onChange={(slug) => onChange({ slug: slug || undefined })}
          error={errors.of('slug')}
        />
      </div>
    </details>
  )
})

/** What is written in one language, in the order in which readers get it. */
export function TextFields({
  article,
  locale,
  text,
  errors,
  isReadOnly,
  wasPublic,
  lead,
  generation,
  onChange,
  onEditor,
}: TextFieldsProps) {
  const { title, summary, correction, alt, caption, credit, externalUrl, slug } = text
  const shared = { errors, isReadOnly, onChange }
  const ofLead = useMemo(() => ({ alt, caption, credit }), [alt, caption, credit])
  const setAudio = useCallback((audio: TextContent['audio']) => onChange({ audio }), [onChange])
  return (
    <div className="stack text-column">
      <HeadFields {...shared} {...{ locale, wasPublic, title, summary, correction }} />
      <LeadPicture
        {...lead}
        text={ofLead}
        locale={locale}
        errors={errors}
        isReadOnly={isReadOnly}
        onText={onChange}
      />
      <div data-field="body">
        <Suspense fallback={<Loading />}>
          <BodyField
            key={`${article} ${locale}`}
            locale={locale}
            body={text.body ?? ''}
            error={errors.of('body')}
            isReadOnly={isReadOnly}
            generation={generation}
            onChange={(body, seen) => onChange({ body }, seen)}
            onEditor={onEditor}
            onWordFile={(file) =>
              onChange({
                ...(file.title && !title && { title: file.title }),
                ...(file.summary && !summary && { summary: file.summary }),
              })
            }
          />
        </Suspense>
      </div>
      <Sound sound={text.audio} locale={locale} errors={errors} isReadOnly={isReadOnly} onChange={setAudio} />
      <AddressFields {...shared} {...{ externalUrl, slug }} />
    </div>
  )
}
