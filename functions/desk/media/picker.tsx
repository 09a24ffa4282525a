/** @jsxImportSource react */
import { useState } from 'react'
import type { MediaKind } from '../../domain/library/file.ts'
import { useMe } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { LibraryFile } from './library.ts'
import { MediaGrid } from './media-grid.tsx'
import { UploadZone } from './upload-zone.tsx'
import { useLibrary } from './use-library.ts'

/** The library shows it too, after its list: from here, so that the desk is not cut into more files for it. */
export { UploadZone }

interface MediaPickerProps {
  kinds: readonly MediaKind[]
  /** More than one may be chosen, and are taken in the order in which they were. @default false */
  isMany?: boolean
  onPick: (files: readonly LibraryFile[]) => void
  onClose: () => void
}

/** Chooses files of the library, or sends some into it. */
export function MediaPicker({ kinds, isMany = false, onPick, onClose }: MediaPickerProps) {
  const { t } = useWords()
  const me = useMe().data?.id
  const [text, setText] = useState('')
  const [isMine, setMine] = useState(false)
  const [chosen, setChosen] = useState<readonly LibraryFile[]>([])
  const [kind] = kinds
  const question = new URLSearchParams({
    status: 'ready',
    limit: '24',
    ...(kinds.length === 1 && kind && { kind }),
    ...(text && { text }),
    ...(isMine && me && { by: me }),
  })
  const list = useLibrary(question.toString(), (row) => kinds.includes(row.kind))
  const files = list.rows
  return (
    <Dialog title={t(`media.choose.${kind ?? 'picture'}`)} isOpen onClose={onClose} isWide>
      <UploadZone kinds={kinds} isMany={isMany} onSent={(sent) => onPick([...chosen, ...sent])} />
      <div className="acts">
        <SearchField label={t('media.find')} asked={text} onAsk={setText} maxLength={100} />
        <Checkbox isSelected={isMine} onChange={setMine}>
          {t('media.mine')}
        </Checkbox>
      </div>
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSearching && !list.error && <Loading />}
      {!list.isSearching && files.length === 0 && !list.error && (
        <p className="empty">{t(text || isMine ? 'media.none_found' : 'media.none')}</p>
      )}
      <MediaGrid files={files} chosen={isMany ? chosen : undefined} onChoose={setChosen} onPick={onPick} />
      <div className="acts">
        {isMany && (
          <Button look="main" isDisabled={chosen.length === 0} onPress={() => onPick(chosen)}>
            {t('media.take', { count: chosen.length })}
          </Button>
        )}
        {list.hasNextPage && (
          <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('media.more')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}
