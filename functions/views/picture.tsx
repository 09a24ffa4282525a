import { type PictureFile, picturePath } from '../domain/library/file.ts'

/** As wide as a small screen allows: less the margins of the page. */
export const screenWide = 'calc(100vw - 2rem)'

type Cut = 'whole' | 'card'

function srcset(file: Pick<PictureFile, 'hash'>, widths: readonly number[], cut: Cut, type: string): string {
  const prefix = cut === 'card' ? 'card-' : ''
  return widths.map((width) => `${picturePath(file, `${prefix}${width}.${type}`)} ${width}w`).join(', ')
}

interface PictureProps {
  file: PictureFile
  /** Empty where the picture only decorates. */
  alt: string
  /** How wide it is shown (HTML, 2.5.5). */
  sizes: string
  /** The first thing that is seen of a page, so that nothing waits for it. */
  first?: boolean
}

const waiting = (first: boolean) =>
  first ? ({ fetchpriority: 'high' } as const) : ({ loading: 'lazy', decoding: 'async' } as const)

/** Sharp, and no larger than the screen needs; every browser finds a form that it knows. */
export function Picture({ file, alt, sizes, first = false }: PictureProps) {
  const { width, height, widths, fallback, placeholder } = file
  return (
    <span class="picture">
      {placeholder && (
        <img
          class="blur"
          src={`data:image/webp;base64,${placeholder}`}
          alt=""
          width={width}
          height={height}
        />
      )}
      <picture>
        <source type="image/avif" srcset={srcset(file, widths, 'whole', 'avif')} sizes={sizes} />
        <source type="image/webp" srcset={srcset(file, widths, 'whole', 'webp')} sizes={sizes} />
        <img
          src={picturePath(file, `${fallback}.jpg`)}
          alt={alt}
          width={width}
          height={height}
          {...waiting(first)}
        />
      </picture>
    </span>
  )
}

interface CardPictureProps extends Pick<PictureProps, 'sizes' | 'first'> {
  image: Pick<PictureFile, 'hash' | 'cards'>
}

/** The lead image in the shape of cards. It repeats what the title beside it says, so it has no words of its own. */
export function CardPicture({ image, sizes, first = false }: CardPictureProps) {
  const { cards } = image
  const width = cards.at(-1) ?? 0
  const height = Math.round((width * 2) / 3)
  return (
    <picture>
      <source type="image/avif" srcset={srcset(image, cards, 'card', 'avif')} sizes={sizes} />
      <img
        src={picturePath(image, `card-${cards[0]}.webp`)}
        srcset={srcset(image, cards, 'card', 'webp')}
        sizes={sizes}
        alt=""
        width={width}
        height={height}
        {...waiting(first)}
      />
    </picture>
  )
}
