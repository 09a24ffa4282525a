/** @jsxImportSource react */
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { useWords } from '../words.tsx'
import { cardOf, type LibraryFile, nameOf } from './library.ts'

interface MediaGridProps {
  files: readonly LibraryFile[]
  /** Those that are chosen so far, in their order; where one alone is taken, there is no choice to be kept. */
  chosen: readonly LibraryFile[] | undefined
  onChoose: (chosen: readonly LibraryFile[]) => void
  onPick: (files: readonly LibraryFile[]) => void
}

/** Files of the library as cards. One is taken at once, several are marked first. */
export function MediaGrid({ files, chosen, onChoose, onPick }: MediaGridProps) {
  const { t, locale } = useWords()
  const choose = (ids: ReadonlySet<unknown>) => {
    const kept = chosen?.filter(({ id }) => ids.has(id)) ?? []
    const news = files.filter((file) => ids.has(file.id) && !kept.some(({ id }) => id === file.id))
    onChoose([...kept, ...news])
  }
  return (
    <ListBox
      className="media-grid"
      layout="grid"
      aria-label={t('media.files')}
      items={files}
      // A click on another one adds it: nobody has to know of a key to be held.
      selectionMode={chosen ? 'multiple' : 'none'}
      selectionBehavior="toggle"
      selectedKeys={chosen?.map(({ id }) => id) ?? []}
      dependencies={[chosen]}
      onSelectionChange={(keys) => keys !== 'all' && choose(keys)}
      {...(!chosen && {
        onAction: (id) => onPick(files.filter((each) => each.id === id)),
      })}
    >
      {(file) => {
        const card = cardOf(file)
        const name = nameOf(file, locale)
        const place = chosen?.findIndex(({ id }) => id === file.id) ?? -1
        return (
          <ListBoxItem id={file.id} textValue={name} className="media-item">
            {card ? <img src={card} alt="" loading="lazy" /> : <span className="tag">{file.extension}</span>}
            <span>{name}</span>
            {place >= 0 && (
              <span className="chosen" aria-hidden="true">
                {place + 1}
              </span>
            )}
          </ListBoxItem>
        )
      }}
    </ListBox>
  )
}
