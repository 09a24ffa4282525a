/** @jsxImportSource react */
import { memo } from 'react'
import { type Locale, wordsIn } from '../../domain/locale.ts'
import { useSettings } from '../api/newsroom.ts'
import { deskKeys } from '../shell/places.ts'
import { isMac } from '../text/is-mac.ts'
import { shownKeys } from '../text/keys.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { DayField } from '../ui/day-field.tsx'
import { TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { AttachmentList } from './attachments.tsx'
import type { SharedContent } from './content.ts'
import type { FieldErrors } from './field-errors.ts'
import { genres, types } from './genres.ts'
import { RelatedList, ReplyTo } from './related.tsx'

interface SharedPanelProps {
  id: string
  shared: SharedContent
  /** In which the article is being written: related ones are proposed in it. */
  text: Locale
  errors: FieldErrors
  isReadOnly: boolean
  /** Whether to place the article among others takes no approval away, because they may. */
  mayPlace: boolean
  onChange: (change: SharedContent) => void
}

/** What all languages of an article share. Drawn again when it changes, not with every letter of a text. */
export const SharedPanel = memo(function SharedPanel({
  id,
  shared,
  text,
  errors,
  isReadOnly,
  mayPlace,
  onChange,
}: SharedPanelProps) {
  const { t, locale } = useWords()
  const { data: settings } = useSettings()
  const sections =
    settings?.sections.map(({ id: each, name }) => ({ id: each, name: wordsIn(name, locale) ?? each })) ?? []
  const isPage = shared.type === 'page'
  return (
    <div className="stack">
      <p className="hint">{t('article.shared_hint')}</p>
      {mayPlace && !isPage && <p className="hint">{t('article.placement_hint')}</p>}
      <Select
        label={t('article.type')}
        hint={isPage ? t('article.type_hint') : undefined}
        choices={types.map((each) => ({ id: each, name: t(`types.${each}`) }))}
        value={shared.type ?? 'news'}
        isDisabled={isReadOnly}
        onChange={(chosen) => {
          const type = types.find((each) => each === chosen)
          if (type) onChange({ type })
        }}
      />
      <Select
        field="section"
        label={t(isPage ? 'article.section_page' : 'article.section')}
        choices={sections}
        value={shared.section}
        placeholder={t('article.section_choose')}
        isDisabled={isReadOnly}
        onChange={(section) => onChange({ section })}
        error={errors.of('section')}
      />
      {!isPage && <NewsFields {...{ shared, errors, isReadOnly, onChange }} />}
      <AttachmentList
        attachments={shared.attachments ?? []}
        isReadOnly={isReadOnly}
        errors={errors}
        onChange={(attachments) => onChange({ attachments })}
      />
      {!isPage && <NewsLinks {...{ id, shared, text, errors, isReadOnly, onChange }} />}
      <p className="hint">{t('keys.all_keys', { keys: shownKeys(deskKeys.help, isMac) })}</p>
    </div>
  )
})

type NewsProps = Omit<SharedPanelProps, 'id' | 'text' | 'mayPlace'>

/** What a page has none of: whose it is, and by what it is found among others. */
function NewsFields({ shared, errors, isReadOnly, onChange }: NewsProps) {
  const { t, locale } = useWords()
  const { data: settings } = useSettings()
  const tags = settings?.tags.filter(({ id: each, retired }) => !retired || shared.tags?.includes(each)) ?? []
  const byline = shared.byline?.join(', ') ?? ''
  return (
    <>
      <Select
        label={t('article.genre')}
        choices={genres.map((each) => ({ id: each, name: t(`genres.${each}`) }))}
        value={shared.genre ?? 'news'}
        isDisabled={isReadOnly}
        onChange={(chosen) => {
          const genre = genres.find((each) => each === chosen)
          if (genre) onChange({ genre })
        }}
        error={errors.of('genre')}
      />
      <TextField
        label={t('article.byline')}
        hint={t('article.byline_hint')}
        value={byline}
        isReadOnly={isReadOnly}
        onChange={(names) => onChange({ byline: names.split(',').map((name) => name.trimStart()) })}
        onBlur={() => onChange({ byline: shared.byline?.map((name) => name.trim()).filter(Boolean) ?? [] })}
        error={errors.of('byline')}
      />
      {tags.length > 0 && (
        <fieldset className="tags">
          <legend className="label">{t('article.tags')}</legend>
          {tags.map(({ id: each, name }) => (
            <Checkbox
              key={each}
              isSelected={shared.tags?.includes(each) ?? false}
              isReadOnly={isReadOnly}
              onChange={(is) =>
                onChange({
                  tags: is
                    ? [...(shared.tags ?? []), each]
                    : (shared.tags ?? []).filter((other) => other !== each),
                })
              }
            >
              {wordsIn(name, locale) ?? each}
            </Checkbox>
          ))}
        </fieldset>
      )}
      <Checkbox
        isSelected={shared.featured ?? false}
        isReadOnly={isReadOnly}
        onChange={(featured) => onChange({ featured })}
      >
        {t('article.featured')}
      </Checkbox>
      <Checkbox
        isSelected={shared.pinned ?? false}
        isReadOnly={isReadOnly}
        onChange={(pinned) => onChange({ pinned: pinned || undefined })}
      >
        {t('article.pinned')}
      </Checkbox>
    </>
  )
}

/** To what else news lead. */
function NewsLinks({ id, shared, text, errors, isReadOnly, onChange }: Omit<SharedPanelProps, 'mayPlace'>) {
  const { t } = useWords()
  return (
    <>
      <RelatedList
        id={id}
        related={shared.related ?? []}
        text={text}
        tag={shared.tags?.[0]}
        section={shared.section}
        isReadOnly={isReadOnly}
        onChange={(related) => onChange({ related })}
      />
      <ReplyTo
        id={id}
        replyTo={shared.replyTo}
        text={text}
        isReadOnly={isReadOnly}
        error={errors.of('replyTo')}
        onChange={(replyTo) => onChange({ replyTo })}
      />
      <fieldset className="stack">
        <legend className="label">{t('article.source')}</legend>
        <TextField
          label={t('article.source_name')}
          hint={t('article.source_hint')}
          value={shared.source?.name ?? ''}
          isReadOnly={isReadOnly}
          onChange={(name) =>
            onChange({ source: name || shared.source?.url ? { ...shared.source, name } : undefined })
          }
          error={errors.of('source.name')}
        />
        {shared.source && (
          <TextField
            label={t('article.source_url')}
            type="url"
            value={shared.source.url ?? ''}
            isReadOnly={isReadOnly}
            onChange={(url) => onChange({ source: { name: '', ...shared.source, url: url || undefined } })}
            error={errors.of('source.url')}
          />
        )}
      </fieldset>
      <DayField
        label={t('article.event')}
        hint={t('article.event_hint')}
        value={shared.eventDate}
        isReadOnly={isReadOnly}
        error={errors.of('eventDate')}
        onChange={(eventDate) => onChange({ eventDate })}
      />
    </>
  )
}
