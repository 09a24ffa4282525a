/** @jsxImportSource react */
import { TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import type { ChoicesState } from './choices.ts'
import type { MoveOptions } from './move.ts'
import { useChoicesHere } from './names-part.tsx'

const none = 'none'

/** What files do not say themselves. */
export function OptionsPart({ choices: { value, set } }: { choices: ChoicesState }) {
  const { t } = useWords()
  const sections = useChoicesHere('sections')
  /** Without a key whose value is undefined: the options go to the API as they are. */
  const change = <Key extends keyof MoveOptions>(key: Key, next: MoveOptions[Key]) => {
    const { [key]: _, ...rest } = value
    set(next === undefined ? rest : { ...rest, [key]: next })
  }
  const choicesOf = (
    ...ids: readonly ('dmy' | 'mdy' | 'site' | 'utc' | 'all' | 'last' | 'auto' | 'none')[]
  ) => ids.map((id) => ({ id, name: t(`movingIn.choices.${id}`) }))
  return (
    <details className="more">
      <summary>{t('movingIn.options')}</summary>
      <div className="stack settings-form">
        <Select
          label={t('movingIn.option.section')}
          hint={t('movingIn.option.section_hint')}
          choices={[...choicesOf('none'), ...sections]}
          value={value.section ?? none}
          onChange={(id) => change('section', id === none ? undefined : id)}
        />
        <Select
          label={t('movingIn.option.dates')}
          hint={t('movingIn.option.dates_hint')}
          choices={choicesOf('auto', 'dmy', 'mdy')}
          value={value.dates ?? 'auto'}
          onChange={(id) => change('dates', id === 'dmy' || id === 'mdy' ? id : undefined)}
        />
        <Select
          label={t('movingIn.option.clock')}
          choices={choicesOf('auto', 'site', 'utc')}
          value={value.clock ?? 'auto'}
          onChange={(id) => change('clock', id === 'site' || id === 'utc' ? id : undefined)}
        />
        <Select
          label={t('movingIn.option.history')}
          choices={choicesOf('all', 'last')}
          value={value.history ?? 'all'}
          onChange={(id) => change('history', id === 'last' ? id : undefined)}
        />
        <TextField
          label={t('movingIn.option.site')}
          hint={t('movingIn.option.site_hint')}
          type="url"
          value={value.site ?? ''}
          onChange={(site) => change('site', site || undefined)}
        />
      </div>
    </details>
  )
}
