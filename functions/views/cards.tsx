import type { Child } from 'hono/jsx'
import { shortDate } from '../domain/dates.ts'
import { articlePath } from '../domain/site/paths.ts'
import type { Card } from '../domain/site/shapes.ts'
import { hostOf } from './format.ts'
import type { View } from './frame.ts'
import { CardPicture } from './picture.tsx'
import { Title } from './title.tsx'

interface LinkToProps {
  view: View
  card: Pick<Card, 'id' | 'locale' | 'section' | 'slug' | 'type' | 'externalUrl'>
  children: Child
}

/** A link to an article; to the outside where that is only a pointer, and then it says so. */
export function LinkTo({ view, card, children }: LinkToProps) {
  if (card.externalUrl === undefined) return <a href={articlePath(view.chrome, card)}>{children}</a>
  return (
    <a href={card.externalUrl} rel="noopener">
      {children}
      <span class="away" aria-hidden="true">
        {' ↗\u{fe0e}'}
      </span>
      <span class="vh"> ({view.t('list.external', { host: hostOf(card.externalUrl) })})</span>
    </a>
  )
}

/** The title as a link. */
export function CardLink({ view, card }: { view: View; card: Card }) {
  return (
    <LinkTo view={view} card={card}>
      <Title text={card.title} />
    </LinkTo>
  )
}

/** How wide a picture beside the words is shown. */
export const thumbnail = '7.5rem'

type Level = 'h2' | 'h3'

interface CardProps {
  view: View
  card: Card
  /** Level of the title: one below the heading that the list stands under. */
  heading: Level
  /** Whether to name the section: where the list holds more than one. */
  section?: boolean
  summary?: boolean
  /** How wide pictures are shown, in lists that have them. */
  pictures?: string
  /** Whether it stands here because it is pinned, not by its date. */
  isPinned?: boolean
  /** Whether its picture is the first that is seen of the page: nothing waits for it, and small screens show it too. */
  first?: boolean
}

export function CardItem(props: CardProps) {
  const {
    view,
    card,
    heading: Heading,
    section = false,
    summary = true,
    pictures,
    first,
    isPinned = false,
  } = props
  const isPage = card.type === 'page'
  const name = section && !isPage && view.chrome.sections.find(({ id }) => id === card.section)?.name
  return (
    <li class={pictures && card.image ? `card pictured${first ? ' leading' : ''}` : 'card'}>
      {pictures && card.image && <CardPicture image={card.image} sizes={pictures} first={first} />}
      <Heading>
        <CardLink view={view} card={card} />
      </Heading>
      <p class="when">
        {isPinned && (
          <>
            <span class="pinned">{view.say('list.pinned')}</span>{' '}
          </>
        )}
        {!isPage && <time datetime={card.publishedAt}>{shortDate(card.publishedAt, view.locale)}</time>}
        {isPage && <span>{view.say('page.kind')}</span>}
        {name && (
          <>
            {' '}
            <span>{name}</span>
          </>
        )}
        {card.externalUrl && (
          <>
            {' '}
            <span aria-hidden="true">{hostOf(card.externalUrl)}</span>
          </>
        )}
      </p>
      {summary && card.summary && <p class="summary">{card.summary}</p>}
    </li>
  )
}

interface CardListProps extends Omit<CardProps, 'card' | 'first' | 'isPinned'> {
  cards: readonly Card[]
  /** How many of them, the first ones, are pinned. @default 0 */
  pinned?: number
  class?: string
  /** How wide the picture of the first one is shown, where that stands above all others. */
  firstPicture?: string
  /** Whether the page shows no picture above this list. */
  leads?: boolean
}

export function CardList({
  cards,
  class: name = 'cards',
  firstPicture,
  leads = false,
  pinned = 0,
  ...each
}: CardListProps) {
  const first = leads ? cards.findIndex(({ image }) => image) : -1
  return (
    <ul class={name}>
      {cards.map((card, index) => (
        <CardItem
          {...each}
          card={card}
          first={index === first}
          isPinned={index < pinned}
          {...(firstPicture && index === 0 && { pictures: firstPicture })}
        />
      ))}
    </ul>
  )
}
