/** @jsxImportSource react */
import { type ReactNode, type RefObject, useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Separator } from 'react-aria-components/Separator'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { useWords } from '../words.tsx'
import type { Act } from './commands.ts'
import { isMac } from './is-mac.ts'
import { actKeys, type Request, requestKeys, shownKeys } from './keys.ts'
import { Sign, type SignName } from './signs.tsx'
import type { ToolbarState } from './toolbar-state.ts'

/** A name, and the keys that do the same. */
function Tip({ name, keys, children }: { name: string; keys: string | undefined; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500}>
      {children}
      <Tooltip className="tip" placement="bottom">
        {name}
        {keys && <kbd>{shownKeys(keys, isMac)}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}

export interface ToolbarProps {
  state: Pick<ToolbarState, 'active' | 'enabled'>
  toolbarRef: RefObject<HTMLDivElement | null>
  run: (act: Act) => void
  ask: (request: Request) => void
  back: () => void
  /** Menus, which know of files and dialogs. */
  menus: ReactNode
}

type Toggle = Extract<Act, SignName>

const marks: readonly Toggle[] = ['strong', 'em', 'u', 's']
const headings: readonly Toggle[] = ['heading2', 'heading3', 'heading4']
const lists: readonly Toggle[] = ['bulletList', 'orderedList', 'quote']
const levels: readonly Toggle[] = ['outdent', 'indent']
const times: readonly Toggle[] = ['undo', 'redo']

/** What can be done with a text: one stop of Tab, arrows within, Escape back to the text. */
export function Toolbar({ state, toolbarRef, run, ask, back, menus }: ToolbarProps) {
  const { t } = useWords()
  useEffect(() => {
    // Before the tip of a button hears of it, which would take the key to close itself.
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && toolbarRef.current?.contains(document.activeElement)) back()
    }
    window.addEventListener('keydown', leave, true)
    return () => window.removeEventListener('keydown', leave, true)
  }, [toolbarRef, back])
  const plain = (act: Toggle) => (
    <Tip key={act} name={t(`text.acts.${act}`)} keys={actKeys[act]?.[0]}>
      <Button
        className="sign"
        aria-label={t(`text.acts.${act}`)}
        // A button that is switched off while it has the focus would lose it.
        aria-disabled={!state.enabled.includes(act)}
        onPress={() => run(act)}
      >
        <Sign name={act} />
      </Button>
    </Tip>
  )
  const toggle = (act: Toggle) => (
    <Tip key={act} name={t(`text.acts.${act}`)} keys={actKeys[act]?.[0]}>
      <ToggleButton
        className="sign"
        aria-label={t(`text.acts.${act}`)}
        isSelected={state.active.includes(act)}
        onChange={() => run(act)}
      >
        <Sign name={act} />
      </ToggleButton>
    </Tip>
  )
  return (
    <div ref={toolbarRef} className="tools-frame" data-region>
      <AriaToolbar className="text-tools" aria-label={t('text.tools')}>
        <Group aria-label={t('text.groups.marks')}>{marks.map(toggle)}</Group>
        <Separator orientation="vertical" />
        <Group aria-label={t('text.groups.headings')}>{headings.map(toggle)}</Group>
        <Separator orientation="vertical" />
        <Group aria-label={t('text.groups.blocks')}>
          {lists.map(toggle)}
          {levels.map(plain)}
        </Group>
        <Separator orientation="vertical" />
        <Group aria-label={t('text.groups.insert')}>
          <Tip name={t('text.acts.link')} keys={requestKeys.link[0]}>
            <ToggleButton
              className="sign"
              aria-label={t('text.acts.link')}
              isSelected={state.active.includes('link')}
              onChange={() => ask('link')}
            >
              <Sign name="link" />
            </ToggleButton>
          </Tip>
          {menus}
        </Group>
        <Separator orientation="vertical" />
        <Group aria-label={t('text.groups.times')}>
          {times.map(plain)}
          <Tip name={t('text.acts.replace')} keys={requestKeys.replace[0]}>
            <Button className="sign" aria-label={t('text.acts.replace')} onPress={() => ask('replace')}>
              <Sign name="find" />
            </Button>
          </Tip>
        </Group>
      </AriaToolbar>
    </div>
  )
}
