import { feedPath } from '../domain/site/paths.ts'
import type { SiteChrome } from '../domain/site/shapes.ts'
import type { View } from './frame.ts'
import type { Translate } from './i18n.ts'

function Contact({ imprint, t }: { imprint: SiteChrome['imprint']; t: Translate }) {
  const { address, phone, email, responsible } = imprint
  return (
    <>
      {address && (
        <p>
          {t('footer.address')}: {address}
        </p>
      )}
      {phone && (
        <p>
          {t('footer.phone')}:{' '}
          <a class="nobr" href={`tel:${phone.replace(/[^\d+]/gu, '')}`}>
            {phone}
          </a>
        </p>
      )}
      {email && (
        <p>
          {t('footer.email')}: <a href={`mailto:${email}`}>{email}</a>
        </p>
      )}
      {responsible && (
        <p>
          {t('footer.responsible')}: {responsible}
        </p>
      )}
    </>
  )
}

/** Who answers for the site, and where else to go. */
export function Footer({ view, list }: { view: View; list?: string }) {
  const { chrome, locale, t } = view
  const { imprint, links } = chrome
  return (
    <footer class="bottom">
      <div class="wrap">
        <section>
          <h2>{imprint.organisation}</h2>
          <Contact imprint={imprint} t={t} />
        </section>
        {links.length > 0 && (
          <nav aria-labelledby="links">
            <h2 id="links">{t('footer.links')}</h2>
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
        <div class="colophon">
          {imprint.note && <p class="note">{imprint.note}</p>}
          <ul>
            <li>
              <a href={feedPath(list ?? `/${locale}`)}>{t('footer.rss')}</a>
            </li>
            <li>
              <a href="#main">{t('footer.top')}</a>
            </li>
          </ul>
        </div>
      </div>
    </footer>
  )
}
