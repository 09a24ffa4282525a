/** @jsxImportSource react */
import { useSyncExternalStore } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button } from '../ui/button.tsx'
import { Notice as Box } from '../ui/notice.tsx'
import { type Translate, useWords } from '../words.tsx'
import type { Notice } from './notice.ts'
import type { Slot, Slots } from './slots.ts'

/** "Đã dán từ Word: 1 bảng, 2 danh sách, đã đổi mã TCVN3 · 2 liên kết bị bỏ" */
export function sentenceOf(
  { source, tables, lists, encoding, links, dropped }: Notice,
  t: Translate,
): string {
  const came = [
    ...(tables > 0 ? [t('paste.tables', { count: tables })] : []),
    ...(lists > 0 ? [t('paste.lists', { count: lists })] : []),
    ...(encoding ? [t('paste.encoding', { name: encoding.toUpperCase() })] : []),
  ]
  const from = t('paste.from', { source: t(`paste.sources.${source}`) })
  return [
    came.length > 0 ? `${from}: ${came.join(', ')}` : from,
    ...(links.length > 0 ? [t('paste.links', { count: links.length })] : []),
    ...dropped.map((each) => t(`paste.dropped.${each}`)),
  ].join(' · ')
}

interface PlaceProps {
  slot: Slot
  onFile: (file: File) => void
  onRemove: () => void
}

/** A picture that is not there yet, and what one can do about it. */
function Place({ slot: { picture, state, reason }, onFile, onRemove }: PlaceProps) {
  const { t } = useWords()
  const named = { name: picture.name }
  return (
    <li>
      <p>
        {picture.name !== '' && <strong>{picture.name}</strong>}{' '}
        {state === 'failed'
          ? t('paste.failed', { reason })
          : t(`paste.why.${state === 'sending' ? 'sending' : picture.why}`)}
        {picture.why === 'elsewhere' && picture.address && (
          <>
            {' '}
            <a href={picture.address} target="_blank" rel="noopener noreferrer">
              {t('paste.look')}
            </a>
          </>
        )}
      </p>
      {state !== 'sending' && (
        <div className="acts">
          <FileTrigger
            acceptedFileTypes={['image/jpeg', 'image/png', 'image/webp', 'image/avif']}
            onSelect={(files) => files?.[0] && onFile(files[0])}
          >
            <Button aria-label={t('paste.choose_named', named)}>{t('paste.choose')}</Button>
          </FileTrigger>
          <Button look="quiet" aria-label={t('paste.remove_named', named)} onPress={onRemove}>
            {t('paste.remove')}
          </Button>
        </div>
      )}
    </li>
  )
}

interface PasteNoticeProps {
  notice: Notice | undefined
  slots: Slots
  /** Undefined once something else was written: then they would take that back. */
  onUndo: (() => void) | undefined
  onPlain: (() => void) | undefined
  onRemove: (id: string) => void
  onClose: () => void
}

/** What came of what was pasted, and what is still to be done about its pictures. */
export function PasteNotice({ notice, slots, onUndo, onPlain, onRemove, onClose }: PasteNoticeProps) {
  const { t } = useWords()
  const all = useSyncExternalStore(slots.subscribe, slots.all)
  const open = all.filter(({ state }) => state !== 'there')
  if (!notice && open.length === 0) return null
  const isLeft = open.length > 0 || (notice?.links.length ?? 0) > 0
  return (
    <Box
      tone={isLeft ? 'warn' : 'done'}
      acts={
        notice && (
          <>
            {onUndo && <Button onPress={onUndo}>{t('paste.undo')}</Button>}
            {onPlain && notice.source !== 'text' && <Button onPress={onPlain}>{t('paste.plain')}</Button>}
            <Button look="quiet" onPress={onClose}>
              {t('paste.close')}
            </Button>
          </>
        )
      }
    >
      {notice && <p role="status">{sentenceOf(notice, t)}</p>}
      {notice?.letters && (
        <dl className="letters">
          <dt>{t('paste.before')}</dt>
          <dd>{notice.letters.before}</dd>
          <dt>{t('paste.after')}</dt>
          <dd lang="vi">{notice.letters.after}</dd>
        </dl>
      )}
      {notice && notice.links.length > 0 && (
        <details>
          <summary>{t('paste.which_links')}</summary>
          <ul>
            {[...new Set(notice.links)].map((link) => (
              <li key={link}>{link}</li>
            ))}
          </ul>
        </details>
      )}
      {open.length > 0 && (
        <>
          <p>{t('paste.pictures', { count: open.length })}</p>
          <ul className="missing-pictures">
            {open.map((slot) => (
              <Place
                key={slot.picture.id}
                slot={slot}
                onFile={(file) => slots.fill(slot.picture.id, file)}
                onRemove={() => onRemove(slot.picture.id)}
              />
            ))}
          </ul>
        </>
      )}
    </Box>
  )
}
