import { languages } from '../../locales/languages.ts'
import { defaultLocale, type Locale, locales, otherLocales } from '../domain/locale.ts'
import { feedPath, iconPaths, manifestPath } from '../domain/site/paths.ts'
import type { View } from './frame.ts'

/** What a page says of itself to search engines and to those who share it. */
export interface PageMeta {
  /** Undefined: the site's name alone. */
  title?: string
  description?: string
  /** Neither found by search engines nor given an address: pages that tell of an absence. */
  hidden?: boolean
  /** Makes it an article to those who share it. */
  article?: {
    publishedAt: string
    updatedAt?: string | undefined
    section?: string | undefined
    tags: readonly string[]
  }
  /** Path of the list whose feed fits the page best; the locale's own when undefined. */
  list?: string
  structured?: readonly object[]
  /** What is shown of it where it is shared. */
  image?: { path: string; width: number; height: number; alt: string } | undefined
}

/** Structured data that no title can break out of: `</script>` cannot occur where `<` does not. */
export function jsonLd(graph: readonly object[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c')
}

function OpenGraph({ view, meta, title }: { view: View; meta: PageMeta; title: string }) {
  return (
    <>
      <meta property="og:site_name" content={view.chrome.name} />
      <meta property="og:locale" content={languages[view.locale].openGraph} />
      {otherLocales(view.locale)
        .filter((each) => view.alternates[each] !== undefined)
        .map((each) => (
          <meta property="og:locale:alternate" content={languages[each].openGraph} />
        ))}
      <meta property="og:type" content={meta.article ? 'article' : 'website'} />
      <meta property="og:url" content={view.siteUrl + view.path} />
      <meta property="og:title" content={title} />
      {meta.description && <meta property="og:description" content={meta.description} />}
      {meta.article && (
        <>
          <meta property="article:published_time" content={meta.article.publishedAt} />
          {meta.article.updatedAt && (
            <meta property="article:modified_time" content={meta.article.updatedAt} />
          )}
          {meta.article.section && <meta property="article:section" content={meta.article.section} />}
          {meta.article.tags.map((tag) => (
            <meta property="article:tag" content={tag} />
          ))}
        </>
      )}
      {meta.image && (
        <>
          <meta property="og:image" content={view.siteUrl + meta.image.path} />
          <meta property="og:image:width" content={`${meta.image.width}`} />
          <meta property="og:image:height" content={`${meta.image.height}`} />
          {meta.image.alt && <meta property="og:image:alt" content={meta.image.alt} />}
        </>
      )}
      <meta name="twitter:card" content={meta.image ? 'summary_large_image' : 'summary'} />
    </>
  )
}

/** Each language version names itself and all others (developers.google.com, "localized versions"). */
function Addresses({ view }: { view: View }) {
  const paths: Partial<Record<Locale, string>> = { ...view.alternates, [view.locale]: view.path }
  const versions = locales.flatMap((each) => {
    const path = paths[each]
    return path === undefined ? [] : [{ locale: each, href: view.siteUrl + path }]
  })
  const preferred = versions.find((each) => each.locale === defaultLocale) ?? versions[0]
  return (
    <>
      <link rel="canonical" href={view.siteUrl + view.path} />
      {versions.map(({ locale, href }) => (
        <link rel="alternate" hreflang={locale} href={href} />
      ))}
      {preferred && <link rel="alternate" hreflang="x-default" href={preferred.href} />}
    </>
  )
}

export function Head({ view, meta }: { view: View; meta: PageMeta }) {
  const { chrome, assets } = view
  const list = meta.list ?? `/${view.locale}`
  return (
    <head>
      <meta charset="utf-8" />
      <title>{meta.title ? `${meta.title} – ${chrome.name}` : chrome.name}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#7d1a1a" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#3d1113" media="(prefers-color-scheme: dark)" />
      {/* Not deferred: from the browser's store it runs at once, and the reader's text size and contrast are there at first paint. */}
      {assets.script && <script async src={assets.script} />}
      <style dangerouslySetInnerHTML={{ __html: assets.css }} />
      {meta.description && <meta name="description" content={meta.description} />}
      {meta.hidden ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <Addresses view={view} />
          <OpenGraph view={view} meta={meta} title={meta.title ?? chrome.name} />
        </>
      )}
      <link
        rel="alternate"
        type="application/rss+xml"
        title={chrome.name}
        href={view.siteUrl + feedPath(list)}
      />
      <link
        rel="alternate"
        type="application/feed+json"
        title={chrome.name}
        href={view.siteUrl + feedPath(list, 'json')}
      />
      <link rel="icon" href={iconPaths.ico} sizes="32x32" />
      <link rel="icon" href={iconPaths.svg} type="image/svg+xml" />
      <link rel="apple-touch-icon" href={iconPaths.touch} />
      {/* A preview has neither script nor a place among programs. */}
      {assets.script && <link rel="manifest" href={manifestPath(view.locale)} />}
      {meta.structured && (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd(meta.structured) }} />
      )}
    </head>
  )
}
