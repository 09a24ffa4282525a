/** @jsxImportSource react */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MediaKind } from '../../domain/library/file.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { LibraryFile } from './library.ts'
import { MediaGrid } from './media-grid.tsx'
import { UploadZone } from './upload-zone.tsx'

interface MediaPickerProps {
  kinds: readonly MediaKind[]
  /** More than one may be chosen, and are taken in the order in which they were. @default false */
  isMany?: boolean
  onPick: (files: readonly LibraryFile[]) => void
  onClose: () => void
}

interface Page {
  media: LibraryFile[]
  next?: string
}

/** Chooses files of the library, or sends some into it. */
export function MediaPicker({ kinds, isMany = false, onPick, onClose }: MediaPickerProps) {
  const { t } = useWords()
  const api = useApi()
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<readonly LibraryFile[]>([])
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
  return (
    <Dialog title={t(`media.choose.${kinds[0] ?? 'picture'}`)} isOpen onClose={onClose} isWide>
      <UploadZone kinds={kinds} isMany={isMany} onSent={(sent) => onPick([...chosen, ...sent])} />
      <TextField label={t('media.find')} value={words} onChange={setWords} />
      {pages.isPending && <Loading />}
      {pages.error && <Trouble error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && files.length === 0 && (
        <p className="empty">{t(text ? 'media.none_found' : 'media.none')}</p>
      )}
      <MediaGrid files={files} chosen={isMany ? chosen : undefined} onChoose={setChosen} onPick={onPick} />
      <div className="acts">
        {isMany && (
          <Button look="main" isDisabled={chosen.length === 0} onPress={() => onPick(chosen)}>
            {t('media.take', { count: chosen.length })}
          </Button>
        )}
        {pages.hasNextPage && (
          <Button onPress={() => void pages.fetchNextPage()} isPending={pages.isFetchingNextPage}>
            {t('media.more')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
