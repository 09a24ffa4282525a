/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type ByLocale, locales, perLocale, wordsIn } from '../../domain/locale.ts'
import { missingTranslation } from '../../domain/settings/missing-translation.ts'
import type { Section } from '../../domain/settings/settings.ts'
import { useApi } from '../api/context.tsx'
import type { FieldErrors } from '../article/field-errors.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { InEachLanguage } from './in-each-language.tsx'
import { freshId, isNew, type Named, renamed } from './named.ts'
import type { FieldsProps } from './part-form.tsx'
import { Sortable } from './sortable.tsx'

type Former = Record<'sections' | 'tags', Record<string, ByLocale<string[]>>>

/** Addresses that sections and tags had before. */
function useFormer() {
  const api = useApi()
  return useQuery({
    queryKey: ['former-slugs'],
    queryFn: async ({ signal }) => (await api.read<Former>('/settings/former-slugs', { signal })).data,
  }).data
}

interface NamedListProps<Item extends Named> {
  list: 'sections' | 'tags'
  items: readonly Item[]
  /** What has never been saved may still be taken out. */
  fresh: (named: Named) => Item
  most: number
  onChange: (items: Item[]) => void
  errors: FieldErrors
  children: (item: Item, change: (item: Item) => void) => ReactNode
}

/** Sections or tags in their order, each in a few words until it is opened. */
function NamedList<Item extends Named>(props: NamedListProps<Item>) {
  const { list, items, fresh, most, onChange, errors, children } = props
  const { t, locale } = useWords()
  const former = useFormer()?.[list]
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) =>
    setOpen((now) => new Set(now.has(id) ? [...now].filter((each) => each !== id) : [...now, id]))
  const nameOf = (item: Item) => wordsIn(item.name, locale) || t('settings.unnamed')
  const add = () => {
    const id = freshId()
    const item = fresh({ id, name: perLocale(() => ''), slug: perLocale(() => '') })
    onChange([...items, item])
    toggle(id)
  }
  return (
    <>
      {items.length === 0 && <p className="empty">{t(`settings.none.${list}`)}</p>}
      <Sortable
        items={items}
        keyOf={({ id }) => id}
        nameOf={nameOf}
        onChange={onChange}
        acts={(item, index) =>
          isNew(item) && (
            <Button
              look="quiet"
              aria-label={t('settings.remove', { name: nameOf(item) })}
              onPress={() => onChange(items.toSpliced(index, 1))}
            >
              <Icon name="close" />
            </Button>
          )
        }
      >
        {(item, index) => {
          const path = `${list}.${index}`
          const isOpen = open.has(item.id) || errors.of(path) !== undefined
          const change = (next: Item) => onChange(items.with(index, next))
          const earlier = locales.flatMap((each) =>
            (former?.[item.id]?.[each] ?? []).map((slug) => `/${each}/${list === 'tags' ? '…/' : ''}${slug}`),
          )
          return (
            <>
              <Button look="quiet" aria-expanded={isOpen} onPress={() => toggle(item.id)}>
                <span className="named">
                  <strong>{nameOf(item)}</strong>
                  <span className="when">
                    {locales.map((each) => `/${each}/${item.slug[each] ?? ''}`).join(' · ')}
                  </span>
                </span>
                <Icon name={isOpen ? 'up' : 'down'} />
              </Button>
              {isOpen && (
                <div className="stack">
                  <InEachLanguage
                    label={t('settings.name')}
                    field={`${path}.name`}
                    maxLength={80}
                    value={item.name}
                    onChange={(name) => change(renamed(item, name))}
                    errors={errors}
                  />
                  <InEachLanguage
                    label={t('settings.slug')}
                    field={`${path}.slug`}
                    maxLength={80}
                    value={item.slug}
                    onChange={(slug) => change({ ...item, slug })}
                    errors={errors}
                    {...(!isNew(item) && { hint: t('settings.slug_hint') })}
                  />
                  {earlier.length > 0 && (
                    <p className="hint">{t('settings.former', { addresses: earlier.join(', ') })}</p>
                  )}
                  {children(item, change)}
                </div>
              )}
            </>
          )
        }}
      </Sortable>
      <p className="acts">
        <Button isDisabled={items.length >= most} onPress={add}>
          {t(`settings.add.${list}`)}
        </Button>
      </p>
    </>
  )
}

/** Sections, in the order of the menu. */
export function SectionsFields({ value: { sections }, onChange, errors }: FieldsProps<'sections'>) {
  const { t } = useWords()
  const choices = missingTranslation.options.map((id) => ({ id, name: t(`settings.missing.${id}`) }))
  return (
    <NamedList
      list="sections"
      items={sections}
      fresh={(named): Section => ({ ...named, missingTranslation: 'notice' })}
      most={40}
      onChange={(next) => onChange({ sections: next })}
      errors={errors}
    >
      {(section, change) => (
        <Select
          label={t('settings.missing_translation')}
          choices={choices}
          value={section.missingTranslation}
          onChange={(id) =>
            change({
              ...section,
              missingTranslation: missingTranslation.options.find((each) => each === id) ?? 'notice',
            })
          }
        />
      )}
    </NamedList>
  )
}

/** Tags; one that is not to be given any more is retired, and stays where it is. */
export function TagsFields({ value: { tags }, onChange, errors }: FieldsProps<'tags'>) {
  const { t } = useWords()
  return (
    <NamedList
      list="tags"
      items={tags}
      fresh={(named) => ({ ...named, retired: false })}
      most={200}
      onChange={(next) => onChange({ tags: next })}
      errors={errors}
    >
      {(tag, change) => (
        <Checkbox isSelected={tag.retired} onChange={(retired) => change({ ...tag, retired })}>
          {t('settings.retired')}
        </Checkbox>
      )}
    </NamedList>
  )
}
