/** @jsxImportSource react */
import type { ReactNode } from 'react'
import { locales } from '../../domain/locale.ts'
import type { MenuItem } from '../../domain/settings/menu.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { keyOf, type TargetChoice, targetOf } from './targets.ts'

interface EntriesProps {
  entries: readonly MenuItem[]
  targets: readonly TargetChoice[]
  /** Of entries that one opens: its number and a point, so that no two buttons of the screen have one name. */
  within?: string
  /** Whether an entry may open a list of others. */
  withGroups?: boolean
  onChange: (entries: MenuItem[]) => void
}

const first = { target: { kind: 'latest' as const }, entries: [] }

/** A list of entries that is put in order by buttons, which fingers and keys reach alike. */
export function Entries({ entries, targets, within = '', withGroups = false, onChange }: EntriesProps) {
  const { t } = useWords()
  const move = (from: number, to: number) => {
    const moved = entries[from]
    if (moved) onChange(entries.toSpliced(from, 1).toSpliced(to, 0, moved))
  }
  return (
    <>
      <ol className="menu-entries">
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has nothing else that tells it from the next
          <li key={index} className="stack">
            <Entry
              entry={entry}
              targets={targets}
              within={`${within}${index + 1}.`}
              withGroups={withGroups}
              onChange={(changed) => onChange(entries.with(index, changed))}
            >
              <p className="acts">
                <Button
                  look="quiet"
                  aria-label={t('menu.up', { number: `${within}${index + 1}` })}
                  isDisabled={index === 0}
                  onPress={() => move(index, index - 1)}
                >
                  <Icon name="up" />
                </Button>
                <Button
                  look="quiet"
                  aria-label={t('menu.down', { number: `${within}${index + 1}` })}
                  isDisabled={index === entries.length - 1}
                  onPress={() => move(index, index + 1)}
                >
                  <Icon name="down" />
                </Button>
                <Button
                  look="quiet"
                  aria-label={t('menu.remove', { number: `${within}${index + 1}` })}
                  onPress={() => onChange(entries.toSpliced(index, 1))}
                >
                  <Icon name="close" />
                </Button>
              </p>
            </Entry>
          </li>
        ))}
      </ol>
      <Button onPress={() => onChange([...entries, first])}>
        {within ? t('menu.add_within', { number: within.slice(0, -1) }) : t('menu.add')}
      </Button>
    </>
  )
}

interface EntryProps extends Omit<EntriesProps, 'entries' | 'onChange'> {
  entry: MenuItem
  onChange: (entry: MenuItem) => void
  /** What can be done with it as a whole. */
  children: ReactNode
}

function Entry({ entry, targets, within, withGroups, onChange, children }: EntryProps) {
  const { t } = useWords()
  const { label, target, entries } = entry
  const group = { id: 'group', name: t('menu.kinds.group') }
  const names = targets.find(({ id }) => target && id === keyOf(target))?.names
  return (
    <>
      <div className="menu-entry">
        <Select
          label={t('menu.to')}
          choices={withGroups ? [...targets, group] : targets}
          value={target ? keyOf(target) : group.id}
          onChange={(key) => {
            const chosen = targetOf(key)
            onChange(chosen ? { label, target: chosen, entries: [] } : { label, entries: [first] })
          }}
        />
        {locales.map((each) => (
          <TextField
            key={each}
            label={t('menu.label', { language: t(`languages.${each}`) })}
            lang={each}
            value={label?.[each] ?? ''}
            placeholder={names?.[each] ?? ''}
            onChange={(words) => {
              const next = { ...label, [each]: words || undefined }
              const isNamed = locales.some((one) => next[one])
              onChange({ ...entry, label: isNamed ? next : undefined })
            }}
          />
        ))}
        {children}
        {target?.kind === 'address' && (
          <TextField
            label={t('menu.url')}
            type="url"
            value={target.url}
            onChange={(url) => onChange({ ...entry, target: { kind: 'address', url } })}
          />
        )}
      </div>
      {!target && (
        <Entries
          entries={entries.map((each) => ({ ...each, entries: [] }))}
          targets={targets}
          {...(within && { within })}
          onChange={(inside) =>
            onChange({
              ...entry,
              entries: inside.flatMap((each) =>
                each.target ? [{ label: each.label, target: each.target }] : [],
              ),
            })
          }
        />
      )}
    </>
  )
}
