/** @jsxImportSource react */
import { useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import type { Chosen } from '../media/uploads.ts'
import { Button } from '../ui/button.tsx'
import { fileSize } from '../ui/file-size.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { filesChosen, filesDropped, notThere, replacedBy } from './chosen-files.ts'
import { type Move, type MoveFile, storedOf } from './move.ts'
import { packed } from './pack.ts'
import { SendingList } from './sending-list.tsx'
import type { Sendings } from './sendings.ts'
import { useMoveActs } from './use-move.ts'

interface FilesPartProps {
  move: Move
  sendings: Sendings
  /** Whether files may be brought and taken out. */
  isOpen: boolean
}

/** What was exported from the old site: sent here, and what of it is here. */
export function FilesPart({ move, sendings, isOpen }: FilesPartProps) {
  const { t } = useWords()
  return (
    <section className="stack" data-region aria-labelledby="files">
      <h2 id="files">{t('movingIn.files')}</h2>
      {isOpen && <Bringing move={move} sendings={sendings} />}
      <Sent move={move} isSending={sendings.isSending} isOpen={isOpen} />
    </section>
  )
}

function Bringing({ move, sendings }: Omit<FilesPartProps, 'isOpen'>) {
  const { t } = useWords()
  const acts = useMoveActs(move.id)
  const [alreadyThere, setAlreadyThere] = useState(0)
  const [packing, setPacking] = useState(0)
  const [error, setError] = useState<unknown>()
  const take = async (chosen: readonly Chosen[]) => {
    setError(undefined)
    setPacking(chosen.length)
    try {
      const all = await packed(chosen, t('movingIn.loose'))
      const news = notThere(all, move.files)
      setAlreadyThere(all.length - news.length)
      // Another one of the same name takes its place.
      await acts.takeOut(...replacedBy(news, move.files))
      sendings.uploads.add(news)
    } catch (failure) {
      setError(failure)
    } finally {
      setPacking(0)
    }
  }
  return (
    <DropZone className="drop-zone stack" onDrop={async ({ items }) => await take(await filesDropped(items))}>
      <Choosing
        onChoose={(chosen) => void take(chosen)}
        isFirst={move.files.length === 0 && !sendings.isSending}
      />
      <p className="hint">{t('movingIn.drop_hint')}</p>
      <p role="status" className="when">
        {packing > 0 && t('movingIn.packing', { count: packing })}
        {alreadyThere > 0 && packing === 0 && t('movingIn.there', { count: alreadyThere })}
      </p>
      {error !== undefined && <Trouble error={error} />}
      <SendingList sendings={sendings} />
    </DropZone>
  )
}

interface ChoosingProps {
  onChoose: (chosen: readonly Chosen[]) => void
  /** There is nothing else to do yet. */
  isFirst: boolean
}

function Choosing({ onChoose, isFirst }: ChoosingProps) {
  const { t } = useWords()
  return (
    <div className="acts">
      <FileTrigger allowsMultiple onSelect={(files) => onChoose(filesChosen(files ?? []))}>
        <Button look={isFirst ? 'main' : 'plain'}>{t('movingIn.choose_files')}</Button>
      </FileTrigger>
      <FileTrigger acceptDirectory onSelect={(files) => onChoose(filesChosen(files ?? []))}>
        <Button>{t('movingIn.choose_folder')}</Button>
      </FileTrigger>
      <span className="hint">{t('movingIn.drop')}</span>
    </div>
  )
}

/** Files that are shown before somebody asks for more of them. */
const shownFirst = 10
const shownMore = 200

interface SentProps {
  move: Move
  isSending: boolean
  isOpen: boolean
}

/** What has come. */
function Sent({ move, isSending, isOpen }: SentProps) {
  const { t, locale } = useWords()
  const acts = useMoveActs(move.id)
  const [most, setMost] = useState(shownFirst)
  const [error, setError] = useState<unknown>()
  const stored = storedOf(move)
  // What is on its way from this window is told there.
  const files = isSending ? stored : move.files
  const bytes = stored.reduce((sum, file) => sum + file.bytes, 0)
  const takeOut = (file: MoveFile) => {
    setError(undefined)
    acts.takeOut(file.id).catch(setError)
  }
  if (files.length === 0) return null
  return (
    <>
      <p>{t('movingIn.files_of', { count: stored.length, size: fileSize(bytes, locale) })}</p>
      {error !== undefined && <Trouble error={error} />}
      <ul className="file-rows" aria-label={t('movingIn.all_files')}>
        {files.slice(0, most).map((file) => (
          <li key={file.id}>
            <span className="says">
              {file.name}
              {!file.stored && <span className="wrong"> {t('movingIn.not_stored')}</span>}
            </span>
            <span className="when">{fileSize(file.bytes, locale)}</span>
            {isOpen && (
              <Button
                look="quiet"
                aria-label={t('movingIn.take_out_of', { name: file.name })}
                onPress={() => takeOut(file)}
              >
                {t('movingIn.take_out')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {files.length > most && (
        <p className="acts">
          <Button look="quiet" onPress={() => setMost(most + shownMore)}>
            {t('movingIn.more_files', { count: Math.min(shownMore, files.length - most) })}
          </Button>
        </p>
      )}
    </>
  )
}
