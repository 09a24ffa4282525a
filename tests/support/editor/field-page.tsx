/** @jsxImportSource react */
import { createRoot } from 'react-dom/client'
import type { TextEditor } from '../../../functions/desk/text/editor.ts'
import { TextField } from '../../../functions/desk/text/text-field.tsx'
import { loadWords, useWords, WordsProvider } from '../../../functions/desk/words.tsx'
import { locales } from '../../../functions/domain/locale.ts'

/** A page with the field of a text as a form shows it, with its toolbar. `?body=` is what it begins with. */

const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs='
const violations: string[] = []
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) =>
  violations.push(`${effectiveDirective} ${blockedURI} ${sample}`),
)

const media = {
  find: (id: string) =>
    id === '4k7m2p9x1a' ? ({ kind: 'picture', title: 'cong-so.jpg', address: pixel } as const) : undefined,
}

function Page() {
  const { t, choose, locale } = useWords()
  return (
    <main className="wrap">
      <h1>{t('title')}</h1>
      <button type="button" onClick={() => choose(locale === 'vi' ? 'en' : 'vi')}>
        VI/EN
      </button>
      <TextField
        body={new URL(location.href).searchParams.get('body') ?? ''}
        locale="vi"
        label={t('text.label')}
        media={media}
        onChange={() => undefined}
        onEditor={(editor) => Object.assign(window, { editor, violations })}
        onPick={async () => [{ id: '4k7m2p9x1a', title: 'Công văn 12', alt: 'Trụ sở' }]}
      />
      <button type="button">sau</button>
    </main>
  )
}

declare global {
  interface Window {
    editor?: TextEditor
    violations?: string[]
  }
}

await Promise.all(locales.map(loadWords))
const root = document.getElementById('desk')
if (root)
  createRoot(root).render(
    <WordsProvider>
      <Page />
    </WordsProvider>,
  )
