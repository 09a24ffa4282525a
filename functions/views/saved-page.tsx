import type { ArticlePage as Article, Nearby } from '../domain/site/shapes.ts'
import { Facts } from './article-facts.tsx'
import { Attachments } from './article-files.tsx'
import { Corrections, FormerUnit, Heading } from './article-head.tsx'
import { type Frame, viewOf } from './frame.ts'
import { documentOf } from './page.tsx'
import { fileAttributes, plainBody } from './plain-body.ts'
import { Replies } from './replies.tsx'

/** What a saved article carries along: pictures by their address, and the code that leads back to its page. */
export interface Carried {
  nearby: Nearby
  /** Data URLs by the absolute address of each picture. */
  pictures: ReadonlyMap<string, string>
  /** An SVG drawing. */
  code: string
}

/** A picture that could not be carried along is shown from the site, where there is a line to it. */
const carrying = (html: string, pictures: Carried['pictures']) =>
  html.replaceAll(
    /(<img [^>]*src=")([^"]+)"/gu,
    (_, before: string, address: string) =>
      `${before}${pictures.get(address.replaceAll('&amp;', '&')) ?? address}"`,
  )

/** Addresses of the pictures that a saved article shows, each once, in its order. */
export function picturesOf(article: Article, siteUrl: string): string[] {
  const lead = article.lead ? [siteUrl + fileAttributes(article.lead.file).src] : []
  const inBody = [...plainBody(article, siteUrl).matchAll(/<img [^>]*src="([^"]+)"/gu)]
  return [...new Set([...lead, ...inBody.map(([, address = '']) => address.replaceAll('&amp;', '&'))])]
}

function Lead({
  lead,
  siteUrl,
  pictures,
}: { lead: Article['lead']; siteUrl: string } & Pick<Carried, 'pictures'>) {
  if (!lead) return null
  const { src, ...size } = fileAttributes(lead.file)
  return (
    <figure class="lead-image">
      <img src={pictures.get(siteUrl + src) ?? siteUrl + src} alt={lead.alt} {...size} />
      {lead.caption && <figcaption>{lead.caption}</figcaption>}
    </figure>
  )
}

/**
 * An article as one file that says the same without a network: its style, its pictures and the way back to it are in it. No
 * script, and nothing that only works on the site.
 */
export function renderSaved(frame: Frame, article: Article, { nearby, pictures, code }: Carried): string {
  const view = viewOf({ ...frame, assets: { css: frame.assets.css } })
  const { say, siteUrl, chrome } = view
  const address = siteUrl + view.path
  const files = article.attachments.map((file) => ({ ...file, href: new URL(file.href, siteUrl).href }))
  const body = carrying(plainBody(article, siteUrl), pictures)
  return documentOf(
    <html lang={view.locale}>
      <head>
        <meta charset="utf-8" />
        <title>{`${article.title} – ${chrome.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="canonical" href={address} />
        <style dangerouslySetInnerHTML={{ __html: view.assets.css }} />
      </head>
      <body>
        <main class="wrap">
          <p>
            <strong>{chrome.name}</strong>
          </p>
          <article class="article">
            <Heading view={view} article={article} />
            <FormerUnit view={view} article={article} />
            <Corrections view={view} article={article} />
            <Replies view={view} nearby={nearby} isCopy />
            <Lead lead={article.lead} siteUrl={siteUrl} pictures={pictures} />
            <div class="body" dangerouslySetInnerHTML={{ __html: body }} />
            <Attachments view={view} article={{ ...article, attachments: files }} />
            <footer>
              <Facts view={view} article={article} />
              <p>
                {say('article.address')}: <a href={address}>{address}</a>
              </p>
              <div class="code" dangerouslySetInnerHTML={{ __html: code }} />
            </footer>
          </article>
        </main>
      </body>
    </html>,
  )
}
