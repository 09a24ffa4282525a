/** @jsxImportSource react */
import { useState } from 'react'
import { perLocale, wordsIn } from '../../domain/locale.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import { InEachLanguage } from './in-each-language.tsx'
import { numbered } from './numbered.ts'
import type { FieldsProps } from './part-form.tsx'
import { Sortable } from './sortable.tsx'

/** Other sites that are named below every page. */
export function LinksFields({ value: { links }, onChange, errors }: FieldsProps<'links'>) {
  const { t, locale } = useWords()
  const [keys, setKeys] = useState(() => links.map(numbered))
  const known = links.map((link, index) => ({ link, key: keys[index] ?? String(index) }))
  const set = (next: typeof known) => {
    setKeys(next.map(({ key }) => key))
    onChange({ links: next.map(({ link }) => link) })
  }
  const nameOf = ({ link }: (typeof known)[number]) => wordsIn(link.name, locale) || link.url
  return (
    <>
      {known.length === 0 && <p className="empty">{t('settings.no_links')}</p>}
      <Sortable
        items={known}
        keyOf={({ key }) => key}
        nameOf={nameOf}
        onChange={set}
        acts={(item, index) => (
          <Button
            look="quiet"
            aria-label={t('settings.remove', { name: nameOf(item) })}
            onPress={() => set(known.toSpliced(index, 1))}
          >
            <Icon name="close" />
          </Button>
        )}
      >
        {({ link, key }, index) => {
          const change = (next: Partial<typeof link>) =>
            set(known.with(index, { link: { ...link, ...next }, key }))
          return (
            <>
              <InEachLanguage
                label={t('settings.name')}
                field={`links.${index}.name`}
                maxLength={120}
                value={link.name}
                onChange={(name) => change({ name })}
                errors={errors}
              />
              <TextField
                label={t('settings.url')}
                type="url"
                value={link.url}
                onChange={(url) => change({ url })}
                error={errors.of(`links.${index}.url`)}
              />
            </>
          )
        }}
      </Sortable>
      <p className="acts">
        <Button
          isDisabled={known.length >= 20}
          onPress={() =>
            set([...known, { link: { name: perLocale(() => ''), url: 'https://' }, key: numbered() }])
          }
        >
          {t('settings.add_link')}
        </Button>
      </p>
    </>
  )
}
