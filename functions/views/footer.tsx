import { contactPath, feedPath, sitemapPath } from '../domain/site/paths.ts'
import type { SiteChrome } from '../domain/site/shapes.ts'
import type { View } from './frame.ts'
import type { Say } from './i18n.tsx'
import { Entries } from './menu.tsx'

export function Contact({ imprint, say }: { imprint: SiteChrome['imprint']; say: Say }) {
  const { address, phone, email, responsible, licence } = imprint
  return (
    <>
      {address && (
        <p>
          {say('footer.address')}: {address}
        </p>
      )}
      {phone && (
        <p>
          {say('footer.phone')}:{' '}
          <a class="nobr" href={`tel:${phone.replace(/[^\d+]/gu, '')}`}>
            {phone}
          </a>
        </p>
      )}
      {email && (
        <p>
          {say('footer.email')}: <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      {responsible && (
        <p>
          {say('footer.responsible')}: {responsible}
        </p>
      )}
      {licence && (
        <p>
          {say('footer.licence')}: {licence}
        </p>
      )}
    </>
  )
}

/** Where nobody has arranged it: the way to everything. */
function footOf({ foot, locale }: SiteChrome): SiteChrome['foot'] {
  return foot.length > 0
    ? foot
    : [
        { own: 'contact', href: contactPath(locale) },
        { own: 'sitemap', href: sitemapPath(locale) },
      ]
}

/** Who answers for the site, and where else to go. */
export function Footer({ view, list }: { view: View; list?: string }) {
  const { chrome, locale, say } = view
  const { imprint, links } = chrome
  return (
    <footer class="bottom">
      <div class="wrap">
        <section>
          <h2>{imprint.organisation}</h2>
          <Contact imprint={imprint} say={say} />
        </section>
        {links.length > 0 && (
          <nav aria-labelledby="links">
            <h2 id="links">{say('footer.links')}</h2>
            <ul>
              {links.map(({ name, url }) => (
                <li>
                  <a href={url} rel="noopener">
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <nav aria-labelledby="about">
          <h2 id="about">{say('footer.menu')}</h2>
          <Entries view={view} entries={footOf(chrome)} />
        </nav>
        <div class="colophon">
          {imprint.note && <p class="note">{imprint.note}</p>}
          <ul>
            <li>
              <a href={feedPath(list ?? `/${locale}`)}>{say('footer.rss')}</a>
            </li>
            <li>
              <a href="#main">{say('footer.top')}</a>
            </li>
          </ul>
        </div>
      </div>
    </footer>
  )
}
