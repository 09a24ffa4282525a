/** @jsxImportSource react */
import { useState } from 'react'
import { Link } from 'wouter'
import { wordsIn } from '../../domain/locale.ts'
import { usePeople, useSettings } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { type Choice, Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { type ChoicesState, withName } from './choices.ts'
import type { NameKind } from './move.ts'

interface NamesPartProps {
  kind: NameKind
  /** Names that said nothing to the last trial. */
  unknown: readonly string[]
  choices: ChoicesState
}

const shownFirst = 20
const shownMore = 100

/** Names of the old site that mean nothing here until somebody says what they are; and what was said of others. */
export function NamesPart({ kind, unknown, choices }: NamesPartProps) {
  const { t } = useWords()
  const [most, setMost] = useState(shownFirst)
  const names = [...new Set([...unknown, ...Object.keys(choices.value.mapping?.[kind] ?? {})])]
  if (names.length === 0) return null
  return (
    <>
      <h3>
        {t(`movingIn.names.${kind}`)}{' '}
        <span className="count">{t('counts.exact', { count: names.length })}</span>
      </h3>
      <p className="hint">
        {t(`movingIn.name_hints.${kind}`)}{' '}
        {kind === 'sections' && <Link href="/settings/sections">{t('movingIn.add_section')}</Link>}
        {kind === 'tags' && <Link href="/settings/tags">{t('movingIn.add_tag')}</Link>}
      </p>
      <ul className="file-rows">
        {names.slice(0, most).map((name) => (
          <li key={name}>
            <span className="says title">{name}</span>
            {kind === 'people' ? (
              <PersonField name={name} choices={choices} />
            ) : (
              <HereField kind={kind} name={name} choices={choices} />
            )}
          </li>
        ))}
      </ul>
      {names.length > most && (
        <p className="acts">
          <Button look="quiet" onPress={() => setMost(most + shownMore)}>
            {t('movingIn.more_names', { count: Math.min(shownMore, names.length - most) })}
          </Button>
        </p>
      )}
    </>
  )
}

interface FieldProps {
  name: string
  choices: ChoicesState
}

const notChosen = 'not-chosen'

/** Sections or tags as they are called here, in the language of the desk. */
export function useChoicesHere(kind: 'sections' | 'tags'): Choice[] {
  const { locale } = useWords()
  const settings = useSettings().data
  return (settings?.[kind] ?? []).map(({ id, name }) => ({ id, name: wordsIn(name, locale) ?? id }))
}

function HereField({ kind, name, choices }: FieldProps & { kind: 'sections' | 'tags' }) {
  const { t } = useWords()
  const here = useChoicesHere(kind)
  return (
    <Select
      label={t(`movingIn.here.${kind}`, { name })}
      isLabelHidden
      choices={[{ id: notChosen, name: t('movingIn.not_chosen') }, ...here]}
      value={choices.value.mapping?.[kind]?.[name] || notChosen}
      onChange={(id) => choices.set(withName(choices.value, kind, name, id === notChosen ? '' : id))}
    />
  )
}

function PersonField({ name, choices }: FieldProps) {
  const { t } = useWords()
  const people = usePeople().data ?? []
  return (
    <TextField
      label={t('movingIn.here.people', { name })}
      isLabelHidden
      suggestions={people.map((each) => each.name)}
      value={choices.value.mapping?.people?.[name] ?? ''}
      onChange={(here) => choices.set(withName(choices.value, 'people', name, here))}
      maxLength={120}
    />
  )
}
