/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Menu } from '../../domain/settings/menu.ts'
import { useApi } from '../api/context.tsx'
import { type DeskStart, useDesk } from '../api/desk.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { Entries } from './entries.tsx'
import { useTargets } from './targets.ts'

/** The menu above and below every page of the site. */
export function MenuScreen() {
  const { t } = useWords()
  const desk = useDesk()
  return (
    <Screen title={t('menu.title')}>{desk.data ? <MenuForm start={desk.data.data} /> : <Loading />}</Screen>
  )
}

function MenuForm({ start: { settings, settingsTag } }: { start: DeskStart }) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  // As it was when it was begun: what another administrator saves meanwhile is refused, and not written over.
  const [known] = useState({ settings, tag: settingsTag })
  const [tag, setTag] = useState(known.tag)
  const [menu, setMenu] = useState<Menu>(settings.menu)
  const [error, setError] = useState<unknown>()
  const targets = useTargets(settings)
  const save = async () => {
    try {
      const body = { ...known.settings, menu }
      const answer = await api.write('/settings', {
        method: 'PUT',
        body,
        ...(tag ? { match: tag } : { absent: true }),
      })
      setTag(answer.tag)
      setError(undefined)
      say(t('menu.saved'))
      await queries.invalidateQueries({ queryKey: ['desk'] })
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <form
      className="stack menu-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <p className="hint">{t('menu.hint')}</p>
      {targets.error && <Trouble error={targets.error} onRetry={targets.retry} />}
      <h2>{t('menu.top')}</h2>
      <Entries
        entries={menu.top}
        targets={targets.choices}
        withGroups
        onChange={(top) => setMenu({ ...menu, top })}
      />
      <h2>{t('menu.foot')}</h2>
      <Entries
        entries={menu.foot.map((each) => ({ ...each, entries: [] }))}
        targets={targets.choices}
        onChange={(foot) =>
          setMenu({
            ...menu,
            foot: foot.flatMap(({ label, target }) => (target ? [{ label, target }] : [])),
          })
        }
      />
      {error !== undefined && <Trouble error={error} />}
      <p className="acts">
        <Button look="main" type="submit">
          {t('menu.save')}
        </Button>
      </p>
    </form>
  )
}
