import type { Child } from 'hono/jsx'
import { Footer } from './footer.tsx'
import type { View } from './frame.ts'
import { Head, type PageMeta } from './head.tsx'
import { Header, type SwitchNote } from './header.tsx'

interface PageProps {
  view: View
  meta: PageMeta
  /** What the language switch calls this page when it does not exist in the other language. */
  note?: SwitchNote
  children: Child
}

/** The shell around every page. */
export function Page({ view, meta, note, children }: PageProps) {
  return (
    <html lang={view.locale}>
      <Head view={view} meta={meta} />
      <body>
        <a class="skip" href="#main">
          {view.say('skip')}
        </a>
        <Header view={view} note={note} />
        <main id="main" class="wrap" tabindex={-1}>
          {children}
        </main>
        <Footer view={view} list={meta.list} />
      </body>
    </html>
  )
}

/** The document of a page. Nothing here waits, so that the markup is a string and not the promise of one. */
export function documentOf(page: { toString(): string | Promise<string> }): string {
  return `<!doctype html>${page.toString()}`
}
