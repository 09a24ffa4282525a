/** @jsxImportSource react */
import { Menu, type MenuAct } from '../ui/menu.tsx'
import { useWords } from '../words.tsx'
import type { Act } from './commands.ts'
import { isMac } from './is-mac.ts'
import { actKeys, shownKeys } from './keys.ts'
import { Sign } from './signs.tsx'
import type { ToolbarState } from './toolbar-state.ts'

/** Which file of the library is asked for. */
export type PickKind = 'picture' | 'gallery' | 'audio' | 'video' | 'document'

const picks: readonly PickKind[] = ['picture', 'gallery', 'audio', 'video', 'document']

interface MenusProps {
  state: Pick<ToolbarState, 'active' | 'enabled' | 'isInTable'>
  run: (act: Act) => void
  /** Only where there is a library to pick from. */
  pick: ((kind: PickKind) => void) | undefined
  onTable: () => void
  onEmbed: () => void
  setLanguage: (lang: string | undefined) => void
  /** Languages of words within the text, by their tags. */
  languages: readonly string[]
}

const seldom: readonly Act[] = ['fields', 'sub', 'sup', 'cite', 'code', 'break', 'moveUp', 'moveDown']
const rows: readonly Act[] = ['addRowBefore', 'addRow', 'addColumnBefore', 'addColumnAfter']
const cells: readonly Act[] = ['headRow', 'headColumn', 'mergeCells', 'splitCell']
const lost: readonly Act[] = ['deleteRow', 'deleteColumn', 'deleteTable']

/** A telephone, on which a table would be seen a cell at a time: nobody begins one there. */
const narrow = '(max-width: 37.49rem) and (pointer: coarse)'

/** What is used less often: what can be put into a text, the rest of the marks, and the table around the caret. */
export function InsertMenus({ state, run, pick, onTable, onEmbed, setLanguage, languages }: MenusProps) {
  const { t, locale } = useWords()
  const names = new Intl.DisplayNames([locale], { type: 'language' })
  // After the menu has closed and given the focus back.
  const later = (act: () => void) => () => void setTimeout(act)
  const actOf = (act: Act): MenuAct => {
    const keys = actKeys[act]?.[0]
    const isOn = state.active.includes(act)
    const name = `${isOn ? '✓ ' : ''}${t(`text.acts.${act}`)}${keys ? ` (${shownKeys(keys, isMac)})` : ''}`
    return { id: act, name, onAction: later(() => run(act)) }
  }
  const enabled = (acts: readonly Act[]) => acts.filter((act) => state.enabled.includes(act)).map(actOf)
  const files = pick
    ? picks.map((kind) => ({ id: kind, name: t(`text.picks.${kind}`), onAction: later(() => pick(kind)) }))
    : []
  const blocks = [
    ...(matchMedia(narrow).matches
      ? []
      : [{ id: 'table', name: t('text.acts.table'), onAction: later(onTable) }]),
    { id: 'embed', name: t('text.acts.embed'), onAction: later(onEmbed) },
    ...enabled(['note', 'rule']),
  ]
  const spoken = languages.map((lang) => ({
    id: `lang-${lang}`,
    name: t('text.inLanguage', { language: names.of(lang) }),
    onAction: later(() => setLanguage(lang)),
  }))
  const own = {
    id: 'lang',
    name: t('text.ownLanguage'),
    onAction: later(() => setLanguage(undefined)),
  }
  return (
    <>
      <Menu label={<Sign name="insert" />} name={t('text.insert')} look="quiet" groups={[files, blocks]} />
      {state.isInTable && (
        <Menu
          label={<Sign name="table" />}
          name={t('text.table')}
          look="quiet"
          groups={[enabled(rows), enabled(cells), enabled(lost).map((act) => ({ ...act, isDanger: true }))]}
        />
      )}
      <Menu
        label={<Sign name="more" />}
        name={t('text.more')}
        look="quiet"
        groups={[enabled(seldom), [...spoken, own]]}
      />
    </>
  )
}
