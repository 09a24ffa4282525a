/** @jsxImportSource react */
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { cardRatio, crop, ogRatio, usualFocus } from '../../domain/library/crop.ts'
import type { Focus, PictureFile } from '../../domain/library/file.ts'
import { addressOfFile } from '../media/library.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { ChangedBy } from './changed-by.tsx'
import { type KnownFile, useAct } from './use-file.ts'

/** How far an arrow key moves it; with Shift, ten times as far. */
const step = 0.01
const moves: Record<string, Focus> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
}

/** In hundredths, within the picture. */
const within = (at: number) => Math.round(Math.min(1, Math.max(0, at)) * 100) / 100

interface FocusFieldProps {
  known: KnownFile
  picture: PictureFile
  /** What it shows, where somebody has said so. */
  alt: string
  canChange: boolean
}

/** A picture with the point that every cut keeps in view: set by a click or by arrow keys. */
export function FocusField({ known, picture, alt, canChange }: FocusFieldProps) {
  const { t, locale } = useWords()
  const { media } = known.data
  const kept = media.focus ?? usualFocus
  const [moved, setMoved] = useState<Focus>()
  const act = useAct(known)
  const point = moved ?? kept
  const address = addressOfFile({ file: picture }, 960)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const said = t('library.focus_at', { left: percent.format(point.x), top: percent.format(point.y) })

  const press = (event: KeyboardEvent) => {
    const move = moves[event.key]
    if (!move || !canChange) return
    event.preventDefault()
    const times = event.shiftKey ? 10 : 1
    setMoved({ x: within(point.x + move.x * times), y: within(point.y + move.y * times) })
  }
  const take = (event: PointerEvent) => {
    if (!canChange) return
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    setMoved({ x: within((event.clientX - left) / width), y: within((event.clientY - top) / height) })
  }
  const save = async () => {
    if (!moved) return
    if (!(await act.write('/focus', { method: 'PUT', body: moved }))) return
    setMoved(undefined)
    say(t('library.focus_saved'))
  }
  return (
    <section className="stack">
      <div className="focus-field">
        <img src={address} alt={alt} width={picture.width} height={picture.height} />
        {canChange && (
          <div
            className="focus-plane"
            role="slider"
            tabIndex={0}
            aria-label={t('library.focus')}
            aria-roledescription={t('library.focus_role')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(point.x * 100)}
            aria-valuetext={said}
            aria-describedby="focus-hint"
            onKeyDown={press}
            onPointerDown={take}
          >
            <span
              className="focus-point"
              style={{ insetInlineStart: `${point.x * 100}%`, insetBlockStart: `${point.y * 100}%` }}
            />
          </div>
        )}
      </div>
      {canChange && (
        <p id="focus-hint" className="hint">
          {t('library.focus_hint')} {said}
        </p>
      )}
      <div className="crops">
        <Crop
          picture={picture}
          address={address}
          ratio={cardRatio}
          point={point}
          name={t('library.crop_card')}
        />
        <Crop picture={picture} address={address} ratio={ogRatio} point={point} name={t('library.crop_og')} />
      </div>
      <ChangedBy revision={act.changed} />
      {act.error !== undefined && <Trouble error={act.error} onRetry={() => void save()} />}
      {moved && (
        <div className="acts">
          <Button look="main" onPress={() => void save()} isPending={act.isPending}>
            {t('library.focus_save')}
          </Button>
          <Button onPress={() => setMoved(undefined)}>{t('library.focus_undo')}</Button>
        </div>
      )}
    </section>
  )
}

interface CropProps {
  picture: PictureFile
  address: string | undefined
  ratio: number
  point: Focus
  name: string
}

/** Where of the room that a cut leaves the part begins, as CSS counts it. */
const place = (start: number, whole: number, kept: number) =>
  whole === kept ? '50%' : `${(start / (whole - kept)) * 100}%`

/** What of a picture stays in one of the shapes that readers get. */
function Crop({ picture, address, ratio, point, name }: CropProps) {
  const { left, top, width, height } = crop(picture, ratio, point)
  const objectPosition = `${place(left, picture.width, width)} ${place(top, picture.height, height)}`
  return (
    <figure>
      <img src={address} alt="" style={{ aspectRatio: ratio, objectPosition }} />
      <figcaption className="when">{name}</figcaption>
    </figure>
  )
}
