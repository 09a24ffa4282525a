/** @jsxImportSource react */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { ProgressBar } from 'react-aria-components/ProgressBar'
import { extensions, formats, type MediaKind } from '../../domain/library/file.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { cardOf, type LibraryFile } from './library.ts'
import { upload } from './upload.ts'

interface MediaPickerProps {
  kinds: readonly MediaKind[]
  onPick: (file: LibraryFile) => void
  onClose: () => void
}

interface Page {
  media: LibraryFile[]
  next?: string
}

/** In which language a file is called here: what it shows, else its name. */
function nameOf({ description, name }: LibraryFile, locale: string): string {
  const words = Object.entries(description).toSorted(
    ([a], [b]) => Number(b === locale) - Number(a === locale),
  )
  return words.map(([, each]) => each?.alt).find(Boolean) ?? name
}

function Sending({ name, part, onCancel }: { name: string; part: number; onCancel: () => void }) {
  const { t } = useWords()
  return (
    <div className="row">
      <ProgressBar className="progress" value={part * 100} aria-label={t('media.sending', { name })}>
        {({ valueText }) => (
          <>
            <span>{t('media.sending', { name })}</span> <span>{valueText}</span>
            <progress value={part} max={1} />
          </>
        )}
      </ProgressBar>
      <Button onPress={onCancel}>{t('media.cancel')}</Button>
    </div>
  )
}

/** Chooses a file of the library, or sends one into it. */
export function MediaPicker({ kinds, onPick, onClose }: MediaPickerProps) {
  const { t, locale } = useWords()
  const api = useApi()
  const [words, setWords] = useState('')
  const [sending, setSending] = useState<{ name: string; part: number }>()
  const [error, setError] = useState<unknown>()
  const abort = useRef<AbortController>(undefined)
  const text = words.trim()
  const pages = useInfiniteQuery({
    queryKey: ['media', kinds, text],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page) => page.next,
    queryFn: async ({ pageParam, signal }) => {
      const query = new URLSearchParams({ status: 'ready', limit: '24' })
      const [kind] = kinds
      if (kinds.length === 1 && kind) query.set('kind', kind)
      if (text) query.set('text', text)
      if (pageParam) query.set('cursor', pageParam)
      return (await api.read<Page>(`/media?${query}`, { signal })).data
    },
  })
  const files =
    pages.data?.pages.flatMap(({ media }) => media).filter(({ kind }) => kinds.includes(kind)) ?? []
  const accepted = extensions.filter((each) => kinds.includes(formats[each].kind)).map((each) => `.${each}`)

  const take = async (file: File) => {
    abort.current = new AbortController()
    setError(undefined)
    setSending({ name: file.name, part: 0 })
    try {
      const onProgress = (part: number) => setSending({ name: file.name, part })
      onPick(await upload(api, file, { onProgress, signal: abort.current.signal }))
    } catch (problem) {
      if (!(problem instanceof DOMException && problem.name === 'AbortError')) setError(problem)
    } finally {
      setSending(undefined)
    }
  }
  return (
    <Dialog title={t(`media.choose.${kinds[0] ?? 'picture'}`)} isOpen onClose={onClose} isWide>
      <DropZone
        className="drop-zone stack"
        onDrop={(event) => {
          for (const item of event.items.slice(0, 1)) if (item.kind === 'file') void item.getFile().then(take)
        }}
      >
        <div className="acts">
          <FileTrigger
            acceptedFileTypes={accepted}
            onSelect={(chosen) => {
              const file = chosen?.[0]
              if (file) void take(file)
            }}
          >
            <Button look="main" isDisabled={sending !== undefined}>
              {t('media.upload')}
            </Button>
          </FileTrigger>
          <span className="hint">{t('media.drop', { types: accepted.join(' ') })}</span>
        </div>
        {sending && <Sending {...sending} onCancel={() => abort.current?.abort()} />}
        {error !== undefined && <Trouble error={error} />}
      </DropZone>
      <TextField label={t('media.find')} value={words} onChange={setWords} />
      {pages.isPending && <Loading />}
      {pages.error && <Trouble error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && files.length === 0 && (
        <p className="empty">{t(text ? 'media.none_found' : 'media.none')}</p>
      )}
      <ListBox
        className="media-grid"
        layout="grid"
        aria-label={t('media.files')}
        items={files}
        onAction={(id) => {
          const file = files.find((each) => each.id === id)
          if (file) onPick(file)
        }}
      >
        {(file) => {
          const card = cardOf(file)
          const name = nameOf(file, locale)
          return (
            <ListBoxItem id={file.id} textValue={name} className="media-item">
              {card ? (
                <img src={card} alt="" loading="lazy" />
              ) : (
                <span className="tag">{file.extension}</span>
              )}
              <span>{name}</span>
            </ListBoxItem>
          )
        }}
      </ListBox>
      {pages.hasNextPage && (
        <Button onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage}>
          {t('media.more')}
        </Button>
      )}
    </Dialog>
  )
}
