/** @jsxImportSource react */
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import { keptHref, type Link } from './link-commands.ts'
import type { TableSize } from './table-commands.ts'

interface AskProps {
  title: string
  onClose: () => void
  /** False where something is wrong, which is then shown. */
  onSubmit: () => boolean
  submit: string
  more?: ReactNode
  children: ReactNode
}

/** A small question about what is to be put into the text. */
function Ask({ title, onClose, onSubmit, submit, more, children }: AskProps) {
  const { t } = useWords()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (onSubmit()) onClose()
  }
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <form className="flow" onSubmit={send} noValidate>
        {children}
        <div className="acts">
          <Button type="submit" look="main">
            {submit}
          </Button>
          <Button onPress={onClose}>{t('text.cancel')}</Button>
          {more}
        </div>
      </form>
    </Dialog>
  )
}

interface LinkDialogProps {
  link: Link
  lang: string
  onClose: () => void
  onLink: (link: { href: string; text?: string }) => void
  onRemove: () => void
}

export function LinkDialog({ link, lang, onClose, onLink, onRemove }: LinkDialogProps) {
  const { t } = useWords()
  const [href, setHref] = useState(link.href ?? '')
  const [text, setText] = useState(link.text)
  const [isWrong, setWrong] = useState(false)
  const submit = () => {
    const isRight = keptHref(href) !== undefined
    setWrong(!isRight)
    if (isRight) onLink({ href, ...(text.trim() !== '' && { text: text.normalize('NFC') }) })
    return isRight
  }
  const remove = link.href !== undefined && (
    <Button
      look="danger"
      onPress={() => {
        onRemove()
        onClose()
      }}
    >
      {t('text.acts.unlink')}
    </Button>
  )
  return (
    <Ask
      title={t('text.link.title')}
      submit={t('text.link.submit')}
      onClose={onClose}
      onSubmit={submit}
      more={remove}
    >
      <TextField
        label={t('text.link.href')}
        hint={t('text.link.hint')}
        error={isWrong ? t('text.link.wrong') : undefined}
        inputMode="url"
        autoFocus
        value={href}
        onChange={setHref}
      />
      <TextField label={t('text.link.text')} lang={lang} value={text} onChange={setText} />
    </Ask>
  )
}

const most = { rows: 50, columns: 12 }

export function TableDialog({
  onClose,
  onTable,
}: {
  onClose: () => void
  onTable: (size: TableSize) => void
}) {
  const { t } = useWords()
  const [rows, setRows] = useState('3')
  const [columns, setColumns] = useState('3')
  const [isWrong, setWrong] = useState(false)
  const within = (value: string, limit: number) =>
    /^\d{1,2}$/u.test(value) && Number(value) >= 1 && Number(value) <= limit
  const submit = () => {
    const isRight = within(rows, most.rows) && within(columns, most.columns)
    setWrong(!isRight)
    if (isRight) onTable({ rows: Number(rows), columns: Number(columns) })
    return isRight
  }
  return (
    <Ask title={t('text.acts.table')} submit={t('text.tableSize.submit')} onClose={onClose} onSubmit={submit}>
      <TextField
        label={t('text.tableSize.rows')}
        hint={t('text.tableSize.hint', most)}
        error={isWrong ? t('text.tableSize.wrong', most) : undefined}
        inputMode="numeric"
        autoFocus
        value={rows}
        onChange={setRows}
      />
      <TextField
        label={t('text.tableSize.columns')}
        inputMode="numeric"
        value={columns}
        onChange={setColumns}
      />
    </Ask>
  )
}

interface EmbedDialogProps {
  lang: string
  onClose: () => void
  /** False for an address that shows no video of an allowed site. */
  onEmbed: (video: { href: string; words: string }) => boolean
}

export function EmbedDialog({ lang, onClose, onEmbed }: EmbedDialogProps) {
  const { t } = useWords()
  const [href, setHref] = useState('')
  const [words, setWords] = useState('')
  const [isWrong, setWrong] = useState(false)
  const submit = () => {
    const isRight = onEmbed({ href: href.trim(), words: words.trim().normalize('NFC') })
    setWrong(!isRight)
    return isRight
  }
  return (
    <Ask
      title={t('text.acts.embed')}
      submit={t('text.embedVideo.submit')}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('text.embedVideo.href')}
        hint={t('text.embedVideo.hint')}
        error={isWrong ? t('text.embedVideo.wrong') : undefined}
        inputMode="url"
        autoFocus
        value={href}
        onChange={setHref}
      />
      <TextField label={t('text.embedWords')} lang={lang} value={words} onChange={setWords} />
    </Ask>
  )
}
