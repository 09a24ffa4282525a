/** @jsxImportSource react */
import { useState } from 'react'
import { Link } from 'wouter'
import { usePeople } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import {
  addressOf,
  type Filters,
  kinds,
  type LibraryList,
  libraryLists,
  sorts,
  undescribedIn,
  views,
  wordOf,
} from './filters.ts'

/** In a choice, what stands for no filter. */
const any = 'any'

interface FilterBarProps {
  filters: Filters
  /** `isWriting`: the address follows each key, and "back" does not lead through them all. */
  onChange: (filters: Filters, isWriting?: boolean) => void
}

function without<Key extends keyof Filters>(filters: Filters, key: Key): Omit<Filters, Key> {
  const { [key]: _, ...rest } = filters
  return rest
}

/** What a list is called. */
function useListName(): (list: LibraryList) => string {
  const { t } = useWords()
  return (list) => {
    const locale = undescribedIn(list)
    const language = locale ? t(`languages.${locale}`) : ''
    return t(`library.lists.${wordOf(list)}`, { language })
  }
}

/** The lists, each with its address; the other filters stay. */
export function ListTabs({ filters }: { filters: Filters }) {
  const { t } = useWords()
  const nameOf = useListName()
  return (
    <nav aria-label={t('library.lists_name')}>
      <ul className="state-tabs">
        {libraryLists.map((list) => (
          <li key={list}>
            <Link
              href={addressOf({ ...filters, list })}
              {...(list === filters.list && { 'aria-current': 'page' })}
            >
              {nameOf(list)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What narrows the files down, and how they are shown. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { t } = useWords()
  const { data: people } = usePeople()
  const { kind, person, from, to, sort, view, text = '' } = filters
  const further = [person, from, to].filter((each) => each !== undefined).length
  const [isOpen, setOpen] = useState(further > 0)
  const set = (key: 'kind' | 'person' | 'from' | 'to' | 'text', value: string, isWriting = false) =>
    onChange({ ...without(filters, key), ...(value && value !== any && { [key]: value }) }, isWriting)
  const every = { id: any, name: t('articles.every') }
  return (
    <div className={isOpen ? 'filter-bar open' : 'filter-bar'}>
      <SearchField
        label={t('library.search')}
        asked={text}
        onAsk={(words) => set('text', words, true)}
        placeholder={t('library.search_hint')}
        maxLength={100}
      />
      <div className="filters">
        <Select
          label={t('library.kind')}
          choices={[every, ...kinds.map((id) => ({ id, name: t(`library.kinds.${id}`) }))]}
          value={kind ?? any}
          onChange={(id) => set('kind', id)}
        />
        <Select
          label={t('articles.order')}
          choices={sorts.map((id) => ({ id, name: t(`library.sort.${id}`) }))}
          value={sort}
          onChange={(id) => onChange({ ...filters, sort: sorts.find((each) => each === id) ?? sort })}
        />
        <Select
          label={t('library.view')}
          choices={views.map((id) => ({ id, name: t(`library.views.${id}`) }))}
          value={view}
          onChange={(id) => onChange({ ...filters, view: views.find((each) => each === id) ?? view })}
        />
      </div>
      <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {further > 0 ? t('articles.filters_on', { count: further }) : t('articles.filters')}
        <Icon name={isOpen ? 'up' : 'down'} />
      </Button>
      <div className="filters further">
        <Select
          label={t('library.person')}
          choices={[every, ...(people ?? []).map(({ id, name }) => ({ id, name }))]}
          value={person ?? any}
          isDisabled={filters.list === 'mine'}
          onChange={(id) => set('person', id)}
        />
        {isOpen && (
          <>
            <DayField label={t('library.from')} value={from} onChange={(day = '') => set('from', day)} />
            <DayField label={t('library.to')} value={to} onChange={(day = '') => set('to', day)} />
          </>
        )}
      </div>
    </div>
  )
}
