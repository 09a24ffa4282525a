/** @jsxImportSource react */
import { useState } from 'react'
import { isLocale, locales } from '../../domain/locale.ts'
import { sectionName, usePeople, useSettings } from '../api/newsroom.ts'
import { types } from '../article/genres.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { type Filters, sorts } from './filters.ts'

/** In a choice, what stands for no filter. */
const any = 'any'

export interface FilterBarProps {
  filters: Filters
  /** `isWriting`: the address follows each key, and "back" does not lead through them all. */
  onChange: (filters: Filters, isWriting?: boolean) => void
}

function without<Key extends keyof Filters>(filters: Filters, key: Key): Omit<Filters, Key> {
  const { [key]: _, ...rest } = filters
  return rest
}

/** What narrows a list down: what is asked for often in sight, the rest by a button; on a phone all of it by the button. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { t, locale } = useWords()
  const { data: settings } = useSettings()
  const { data: people } = usePeople()
  const { person, from, to, section, type } = filters
  const further = [person, from, to, type].filter((each) => each !== undefined).length
  const [isOpen, setOpen] = useState(further > 0)
  const set = (key: 'section' | 'type' | 'locale' | 'person' | 'from' | 'to', value: string) =>
    onChange({ ...without(filters, key), ...(value && value !== any && { [key]: value }) })
  const sections = settings?.sections ?? []
  const every = { id: any, name: t('articles.every') }
  const when = filters.state === 'published' ? 'published' : 'changed'
  return (
    <div className={isOpen ? 'filter-bar open' : 'filter-bar'}>
      <SearchField
        label={t('articles.search')}
        asked={filters.text ?? ''}
        onAsk={(text) => onChange({ ...without(filters, 'text'), ...(text && { text }) }, true)}
        placeholder={t('articles.search_hint')}
      />
      <div className="filters">
        <Select
          label={t('articles.section')}
          choices={[every, ...sections.map(({ id }) => ({ id, name: sectionName(sections, id, locale) }))]}
          value={section ?? any}
          onChange={(id) => set('section', id)}
        />
        <Select
          label={t('articles.language')}
          choices={[every, ...locales.map((id) => ({ id, name: t(`languages.${id}`) }))]}
          value={filters.locale ?? any}
          onChange={(id) => set('locale', isLocale(id) ? id : '')}
        />
        <Select
          label={t('articles.order')}
          choices={sorts.map((id) => ({ id, name: t(`articles.sort.${id}`) }))}
          value={filters.sort}
          onChange={(id) => onChange({ ...filters, sort: sorts.find((each) => each === id) ?? filters.sort })}
        />
      </div>
      <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {further > 0 ? t('articles.filters_on', { count: further }) : t('articles.filters')}
        <Icon name={isOpen ? 'up' : 'down'} />
      </Button>
      <div className="filters further">
        <Select
          label={t('article.type')}
          choices={[every, ...types.map((id) => ({ id, name: t(`types.${id}`) }))]}
          value={type ?? any}
          onChange={(id) => set('type', id)}
        />
        <Select
          label={t('articles.person')}
          choices={[every, ...(people ?? []).map(({ id, name }) => ({ id, name }))]}
          value={person ?? any}
          onChange={(id) => set('person', id)}
        />
        {isOpen && (
          <>
            <DayField
              label={t(`articles.${when}_from`)}
              value={from}
              onChange={(day = '') => set('from', day)}
            />
            <DayField label={t(`articles.${when}_to`)} value={to} onChange={(day = '') => set('to', day)} />
          </>
        )}
      </div>
    </div>
  )
}
