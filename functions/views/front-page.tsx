import { latestPath, sectionPath } from '../domain/site/paths.ts'
import type { FrontPage as Front } from '../domain/site/shapes.ts'
import { CardList, thumbnail } from './cards.tsx'
import type { View } from './frame.ts'
import { screenWide } from './picture.tsx'

/** The first one has the whole column, the others half of it where the screen is wide. */
const whole = `(min-width: 60em) 44rem, ${screenWide}`
const half = `(min-width: 60em) 21rem, ${thumbnail}`

/** The large one and the pair below it. The others are words, so that the column is no longer than it must be. */
const pictured = 3

type Block = Front['sections'][number]

interface SectionBlockProps {
  view: View
  block: Block
  /** Whether its cards have their pictures. */
  isPictured: boolean
  /** Whether the page shows no picture above it. */
  leads: boolean
}

function SectionBlock({ view, block, isPictured, leads }: SectionBlockProps) {
  const section = view.chrome.sections.find(({ id }) => id === block.id)
  if (!section || block.cards.length === 0) return null
  const href = sectionPath(view.chrome, section.id, view.locale)
  return (
    <section aria-labelledby={`block-${section.id}`}>
      <h2 id={`block-${section.id}`}>
        <a href={href}>{section.name}</a>
      </h2>
      <CardList
        view={view}
        cards={block.cards}
        heading="h3"
        pictures={isPictured ? thumbnail : undefined}
        leads={leads}
        class="cards block"
      />
      <p class="more">
        <a href={href}>{view.say('front.more', { section: section.name })}</a>
      </p>
    </section>
  )
}

export function FrontPage({ view, front }: { view: View; front: Front }) {
  const { chrome, say } = view
  const empty = front.featured.length === 0 && front.latest.length === 0
  const featured = front.featured.map((card, place) =>
    place < pictured ? card : { ...card, image: undefined },
  )
  // Of the lists that may show pictures, the first that has one. What is featured stands in its section too: once is enough.
  const leading = [featured, ...front.sections.map(({ cards }) => cards)].find((cards) =>
    cards.some(({ image }) => image),
  )
  return (
    <>
      <h1 class="vh">{chrome.name}</h1>
      {empty && <p class="empty">{say('front.empty')}</p>}
      <div class="front">
        {front.featured.length > 0 && (
          <section aria-labelledby="featured">
            <h2 id="featured">{say('front.featured')}</h2>
            <CardList
              view={view}
              cards={featured}
              heading="h3"
              section
              pictures={half}
              firstPicture={whole}
              leads={leading === featured}
              class="cards featured"
            />
          </section>
        )}
        {front.latest.length > 0 && (
          <section aria-labelledby="latest">
            <h2 id="latest">{say('front.latest')}</h2>
            <CardList view={view} cards={front.latest} heading="h3" section summary={false} />
            <p class="more">
              <a href={latestPath(view.locale)}>{say('front.moreLatest')}</a>
            </p>
          </section>
        )}
      </div>
      <div class="blocks">
        {front.sections.map((block) => (
          <SectionBlock
            view={view}
            block={block}
            isPictured={leading !== featured}
            leads={leading === block.cards}
          />
        ))}
      </div>
    </>
  )
}
