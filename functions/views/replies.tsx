import { shortDate } from '../domain/dates.ts'
import { articlePath } from '../domain/site/paths.ts'
import type { Card, Nearby } from '../domain/site/shapes.ts'
import { CardLink } from './cards.tsx'
import type { View } from './frame.ts'
import { Title } from './title.tsx'

interface RepliesProps {
  view: View
  nearby: Pick<Nearby, 'replyTo' | 'replies'>
  /** Of a copy that is read elsewhere, where addresses have to be whole. */
  isCopy?: boolean
}

/** Where an article is read, whole: on its own page, or outside where it is only a pointer. */
export const addressOf = ({ siteUrl, chrome }: Pick<View, 'siteUrl' | 'chrome'>, card: Card): string =>
  card.externalUrl ?? siteUrl + articlePath(chrome, card)

/** What the article answers and what answers it, before the text: whoever reads one side is led to the other. */
export function Replies({ view, nearby: { replyTo, replies = [] }, isCopy = false }: RepliesProps) {
  if (!replyTo && replies.length === 0) return null
  const line = (label: 'article.replyTo' | 'article.reply', card: Card) => (
    <p>
      {view.say(label)}:{' '}
      {isCopy ? (
        <a href={addressOf(view, card)}>
          <Title text={card.title} />
        </a>
      ) : (
        <CardLink view={view} card={card} />
      )}{' '}
      (<time datetime={card.publishedAt}>{shortDate(card.publishedAt, view.locale)}</time>)
    </p>
  )
  return (
    <div class="notice" role="note">
      {replyTo && line('article.replyTo', replyTo)}
      {replies.map((card) => line('article.reply', card))}
    </div>
  )
}
