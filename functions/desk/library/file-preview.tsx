/** @jsxImportSource react */
import type { MediaFile } from '../../domain/library/file.ts'
import { addressOfFile } from '../media/library.ts'
import { Notice } from '../ui/notice.tsx'
import { useWords } from '../words.tsx'
import { FocusField } from './focus-field.tsx'
import type { KnownFile } from './use-file.ts'

/** A file as readers get it: seen, heard, or opened. */
export function FilePreview({ known, canChange }: { known: KnownFile; canChange: boolean }) {
  const { t, locale } = useWords()
  const { status, file, description, reason } = known.data.media
  if (status !== 'ready' || !file)
    return (
      <Notice tone="warn">
        <p>{t(`library.state.${status === 'ready' ? 'waiting' : status}`)}</p>
        {status === 'withdrawn' && reason && (
          <p>
            {t('library.reason')} {reason}
          </p>
        )}
      </Notice>
    )
  if (file.kind !== 'picture') return <Played file={file} name={known.data.media.name} />
  const alt = description[locale]?.alt ?? Object.values(description).find((each) => each?.alt)?.alt ?? ''
  // Another file under the same name begins with its own point.
  return <FocusField key={file.hash} known={known} picture={file} alt={alt} canChange={canChange} />
}

function Played({ file, name }: { file: Exclude<MediaFile, { kind: 'picture' }>; name: string }) {
  const { t } = useWords()
  const address = addressOfFile({ file })
  return (
    <div className="stack">
      {file.kind === 'audio' && (
        // biome-ignore lint/a11y/useMediaCaption: what is said in it stands in the articles that play it
        <audio controls preload="metadata" src={address} aria-label={name} />
      )}
      {file.kind === 'video' && (
        // biome-ignore lint/a11y/useMediaCaption: the captions of a film are files of their own, which articles name
        <video controls preload="metadata" src={address} aria-label={name} />
      )}
      <p>
        <a href={address} target="_blank" rel="noreferrer" className="button">
          {t('library.open')}
        </a>
      </p>
    </div>
  )
}
