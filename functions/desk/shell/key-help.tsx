/** @jsxImportSource react */
import { useMemo } from 'react'
import { isMac } from '../text/is-mac.ts'
import { actKeys, requestKeys, shownKeys } from '../text/keys.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from '../words.tsx'
import { type ScreenAct, screenActs } from './screen-acts.ts'

interface Line {
  name: string
  keys: string
}

const linesOf = (acts: readonly ScreenAct[]): Line[] =>
  acts.flatMap(({ name, keys }) => (keys ? [{ name, keys }] : []))

/** Acts of the editor, each with the first of its keys. */
const editing = Object.entries<readonly string[]>(actKeys).flatMap(([act, [keys]]) =>
  // Object.entries forgets that the names are exactly these.
  keys ? [{ act: act as keyof typeof actKeys, keys }] : [],
)

interface KeyHelpProps {
  onClose: () => void
}

/** Every key of the desk, the screen that is open, and the text, each beside what it does. */
export function KeyHelp({ onClose }: KeyHelpProps) {
  const { t } = useWords()
  // As they were when it was opened.
  const [screen, desk] = useMemo(() => [screenActs('screen'), screenActs('desk')].map(linesOf), [])
  const text = [
    { name: t('keys.toolbar'), keys: requestKeys.toolbar[0] },
    { name: t('text.acts.link'), keys: requestKeys.link[0] },
    { name: t('text.acts.replace'), keys: requestKeys.replace[0] },
    ...editing.map(({ act, keys }) => ({ name: t(`text.acts.${act}`), keys })),
    { name: t('paste.plain'), keys: 'Mod+Shift+KeyV' },
  ]
  const groups = [
    { name: t('keys.screen'), lines: screen ?? [] },
    {
      name: t('keys.everywhere'),
      lines: [
        ...(desk ?? []),
        { name: t('keys.next_region'), keys: 'F6' },
        { name: t('keys.previous_region'), keys: 'Shift+F6' },
      ],
    },
    { name: t('keys.text'), lines: text },
    {
      name: t('keys.lists'),
      lines: [
        { name: t('keys.choose'), keys: t('keys.space') },
        { name: t('keys.open'), keys: 'Enter' },
        { name: t('keys.all'), keys: 'Mod+KeyA' },
      ],
    },
  ].filter(({ lines }) => lines.length > 0)
  return (
    <Dialog title={t('keys.title')} isOpen isWide onClose={onClose}>
      <p className="hint">{t('keys.hint')}</p>
      <div className="key-groups">
        {groups.map(({ name, lines }) => (
          <section key={name} className="stack">
            <h3>{name}</h3>
            <dl className="keys">
              {lines.map((line) => (
                <div key={line.name}>
                  <dt>{line.name}</dt>
                  <dd>
                    <kbd>{shownKeys(line.keys, isMac)}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="acts">
        <Button look="main" onPress={onClose}>
          {t('shell.close')}
        </Button>
      </div>
    </Dialog>
  )
}
