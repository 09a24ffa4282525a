import { embedOf } from '../domain/body/embed.ts'
import {
  filePath,
  type MediaFile,
  type PictureFile,
  picturePath,
  type VideoFile,
} from '../domain/library/file.ts'
import { videoHostFacts } from '../domain/video-host.ts'
import type { BodyElement } from './body-tree.ts'
import { fileSize, nameOfLanguage, playingTime } from './format.ts'
import type { View } from './frame.ts'

/** As wide as the column of text on a screen of common sharpness. */
const posterWidth = 840

/** A frame of a page is one picture for every screen. */
function posterPath(file: PictureFile): string {
  const width = file.widths.find((each) => each >= posterWidth) ?? file.widths.at(-1)
  return picturePath(file, width === undefined ? `${file.fallback}.jpg` : `${width}.webp`)
}

interface FilmProps {
  view: View
  film: VideoFile
  poster: MediaFile | undefined
  /** The tracks as the body has them, each with its file. */
  tracks: readonly { element: BodyElement; file: MediaFile | undefined }[]
}

/** A film of the library. Nothing of it is fetched before a reader starts it. */
export function Film({ view, film, poster, tracks }: FilmProps) {
  const src = filePath(film)
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: it has those that its editor gave it */}
      <video
        controls
        preload="none"
        playsinline
        src={src}
        width={film.width}
        height={film.height}
        poster={poster?.kind === 'picture' ? posterPath(poster) : undefined}
        aria-label={view.t('article.film')}
      >
        {tracks.map(({ element: { attributes }, file }) => {
          const { srclang = view.locale } = attributes
          if (file?.kind !== 'captions') return null
          return (
            <track
              kind="captions"
              src={filePath(file)}
              srclang={srclang}
              label={nameOfLanguage(srclang, view.locale)}
            />
          )
        })}
      </video>
      <a href={src} type={film.type}>
        {view.say('article.downloadFilm')}
      </a>{' '}
      <span class="count">
        ({playingTime(film.seconds)}, {fileSize(film.bytes, view.locale)})
      </span>
    </>
  )
}

/**
 * A film of another site: a link to it, which the reader's script changes into the player on a click. Nobody is told of a reader
 * who does not click.
 */
export function FilmElsewhere({ view, href, title }: { view: View; href: string; title: string }) {
  const embed = embedOf(href)
  if (!embed) return <a href={href}>{title}</a>
  const host = videoHostFacts[embed.host].name
  const isPlayed = view.assets.script !== undefined && view.chrome.videoHosts.includes(embed.host)
  return (
    <>
      <a class="film" href={href} rel="noopener" data-player={isPlayed ? embed.player : undefined}>
        {title !== href && (
          <>
            <span>{title}</span>{' '}
          </>
        )}
        <span class="count">{view.say('article.filmOn', { host })}</span>
      </a>
      {isPlayed && <p class="count scripted">{view.say('article.filmPlays', { host })}</p>}
    </>
  )
}
