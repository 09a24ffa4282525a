/** @jsxImportSource react */

import type { WrittenSettings } from '../../domain/settings/settings.ts'
import { useSettings } from '../api/newsroom.ts'
import type { FieldsProps } from '../settings/part-form.tsx'
import { PartForm } from '../settings/part-form.tsx'
import { Screen } from '../shell/screen.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { Entries } from './entries.tsx'
import { useTargets } from './targets.ts'

/** The menu above and below every page of the site. */
export function MenuScreen() {
  const { t } = useWords()
  const { data: settings } = useSettings()
  return (
    <Screen title={t('shell.menu')}>
      {settings ? (
        <PartForm part="menu">{(fields) => <MenuFields {...fields} settings={settings} />}</PartForm>
      ) : (
        <Loading />
      )}
    </Screen>
  )
}

interface MenuFieldsProps extends FieldsProps<'menu'> {
  settings: WrittenSettings
}

function MenuFields({ value: { menu }, onChange, settings }: MenuFieldsProps) {
  const { t } = useWords()
  const targets = useTargets(settings)
  return (
    <>
      {targets.error && <Trouble error={targets.error} onRetry={targets.retry} />}
      <h2>{t('menu.top')}</h2>
      <Entries
        entries={menu.top}
        targets={targets.choices}
        withGroups
        onChange={(top) => onChange({ menu: { ...menu, top } })}
      />
      <h2>{t('menu.foot')}</h2>
      <Entries
        entries={menu.foot.map((each) => ({ ...each, entries: [] }))}
        targets={targets.choices}
        onChange={(foot) =>
          onChange({
            menu: {
              ...menu,
              foot: foot.flatMap(({ label, target }) => (target ? [{ label, target }] : [])),
            },
          })
        }
      />
    </>
  )
}
