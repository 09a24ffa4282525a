/** @jsxImportSource react */
import { createRoot } from 'react-dom/client'
import { PastingField } from '../../../functions/desk/paste/pasting-field.tsx'
import type { WordArticle } from '../../../functions/desk/paste/word-file.ts'
import type { TextEditor } from '../../../functions/desk/text/editor.ts'
import { loadWords, useWords, WordsProvider } from '../../../functions/desk/words.tsx'

/** A page with the field of a text into which one pastes; what its parts were asked for stands in `asked`. */

const asked = { uploads: [] as { id: string; name: string; bytes: number }[], words: [] as string[] }
let editor: TextEditor | undefined
/** What a Word file is read as; undefined refuses it. */
let word: WordArticle | undefined

const media = { find: () => undefined }

function Page({ body }: { body: string }) {
  const { t } = useWords()
  return (
    <main className="wrap">
      <h1>{t('title')}</h1>
      <PastingField
        body={body}
        locale="vi"
        label={t('text.label')}
        media={media}
        onChange={() => undefined}
        onEditor={(made) => {
          editor = made
        }}
        upload={async ({ name, size }, id) => {
          if (name.includes('broken')) throw new Error('broken')
          asked.uploads.push({ id, name, bytes: size })
        }}
        readWordFile={async ({ name }) => {
          if (!word) throw new Error('not read')
          asked.words.push(name)
          return word
        }}
      />
    </main>
  )
}

export async function mount(body: string): Promise<void> {
  await loadWords('vi')
  const root = document.getElementById('desk')
  if (root)
    createRoot(root).render(
      <WordsProvider>
        <Page body={body} />
      </WordsProvider>,
    )
}

export const read = () => editor?.read() ?? ''
export const asks = () => asked
export const readWordAs = (article: WordArticle) => {
  word = article
}

interface Given {
  html?: string
  text?: string
  files?: { name: string; type: string; base64: string }[]
}

function dataOf({ html, text, files = [] }: Given): DataTransfer {
  const data = new DataTransfer()
  if (html) data.setData('text/html', html)
  if (text) data.setData('text/plain', text)
  for (const { name, type, base64 } of files)
    data.items.add(
      new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }),
    )
  return data
}

const place = () => document.querySelector('[role="textbox"][aria-multiline]')

export function paste(given: Given): void {
  const event = new ClipboardEvent('paste', { clipboardData: dataOf(given), bubbles: true, cancelable: true })
  place()?.dispatchEvent(event)
}

export function drop(given: Given): void {
  const { x = 0, y = 0 } = place()?.getBoundingClientRect() ?? {}
  const at = { clientX: x + 20, clientY: y + 20 }
  const event = new DragEvent('drop', { dataTransfer: dataOf(given), bubbles: true, cancelable: true, ...at })
  place()?.dispatchEvent(event)
}
