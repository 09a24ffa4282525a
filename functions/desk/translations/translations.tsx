/** @jsxImportSource react */
import { useLocation, useSearch } from 'wouter'
import { isLocale, locales } from '../../domain/locale.ts'
import { sectionName, useMe, useSettings } from '../api/newsroom.ts'
import { Screen } from '../shell/screen.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Loading } from '../ui/loading.tsx'
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { addressOf, boardStates, groupsOf, readShown, type Shown } from './address.ts'
import { BoardGroup } from './board-group.tsx'

/** In a choice, what stands for no filter. */
const any = 'any'

/** Every article in every language: what is stale, what is missing, whose task it is; and the way to translate it. */
export function Translations() {
  const { t } = useWords()
  const [, go] = useLocation()
  const shown = readShown(useSearch())
  const { data: me } = useMe()
  return (
    <Screen title={t('work.heading')}>
      <Filters shown={shown} onChange={(next) => go(addressOf(next))} />
      {me ? (
        groupsOf(shown).map(({ name, question }) => (
          <BoardGroup key={question} name={name} question={question} only={shown.locale} me={me} />
        ))
      ) : (
        <Loading />
      )}
    </Screen>
  )
}

function Filters({ shown, onChange }: { shown: Shown; onChange: (shown: Shown) => void }) {
  const { t, locale: spoken } = useWords()
  const { data: settings } = useSettings()
  const sections = settings?.sections ?? []
  const every = { id: any, name: t('articles.every') }
  const { state, section, locale, mine } = shown
  const set = (change: { [Key in keyof Shown]?: Shown[Key] | undefined }) => {
    const next = { section, locale, mine, ...change }
    onChange({
      state: change.state ?? state,
      ...(next.section && { section: next.section }),
      ...(next.locale && { locale: next.locale }),
      ...(next.mine && { mine: next.mine }),
    })
  }
  return (
    <div className="board-filters" data-region>
      <Select
        label={t('work.which')}
        choices={boardStates.map((id) => ({ id, name: t(`work.states.${id}`) }))}
        value={state}
        onChange={(id) => set({ state: boardStates.find((each) => each === id) ?? 'work' })}
      />
      <Select
        label={t('articles.language')}
        choices={[every, ...locales.map((id) => ({ id, name: t(`languages.${id}`) }))]}
        value={locale ?? any}
        onChange={(id) => set({ locale: isLocale(id) ? id : undefined })}
      />
      <Select
        label={t('articles.section')}
        choices={[every, ...sections.map(({ id }) => ({ id, name: sectionName(sections, id, spoken) }))]}
        value={section ?? any}
        onChange={(id) => set({ section: id === any ? undefined : id })}
      />
      <Checkbox isSelected={mine ?? false} onChange={(isOn) => set({ mine: isOn ? true : undefined })}>
        {t('work.mine')}
      </Checkbox>
    </div>
  )
}
