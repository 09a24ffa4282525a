/** @jsxImportSource react */
import { Link } from 'wouter'
import { locales } from '../../domain/locale.ts'
import { sectionName, useSettings } from '../api/newsroom.ts'
import type { Release, ReleaseText } from '../api/releases.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Status } from '../ui/status.tsx'
import { useWords } from '../words.tsx'

interface MembersProps {
  release: Release
  mayChange: boolean
  onChange: (members: ReleaseText[]) => void
}

const keyOf = ({ article, locale }: ReleaseText) => `${article} ${locale}`

/** The texts of a release, each with the state of its languages and what is missing. */
export function Members({ release, mayChange, onChange }: MembersProps) {
  const { t } = useWords()
  const { members } = release
  if (members.length === 0)
    return (
      <div className="empty">
        <p>{t('releases.no_texts')}</p>
      </div>
    )
  return (
    <section aria-labelledby="release-texts" data-region>
      <h2 id="release-texts">{t('releases.texts', { count: members.length })}</h2>
      <ul className="release-texts">
        {members.map((text) => (
          <Text
            key={keyOf(text)}
            text={text}
            onTake={
              mayChange ? () => onChange(members.filter((each) => keyOf(each) !== keyOf(text))) : undefined
            }
          />
        ))}
      </ul>
    </section>
  )
}

function Text({ text, onTake }: { text: ReleaseText; onTake: (() => void) | undefined }) {
  const { t, locale: spoken } = useWords()
  const { data: settings } = useSettings()
  const { article, locale, title, section, states, why } = text
  const name = title || t('articles.untitled')
  const language = t(`languages.${locale}`)
  const to = `/a/${article}/${locale}`
  return (
    <li className={why ? 'release-text not-ready' : 'release-text'}>
      <div className="release-name">
        <span className="tongue" aria-hidden="true">
          {locale.toUpperCase()}
        </span>
        <Link href={to} className="title" lang={title ? locale : spoken}>
          {name}
        </Link>
        <span className="vh">{language}</span>
        {section && <span className="when">{sectionName(settings?.sections ?? [], section, spoken)}</span>}
      </div>
      <ul className="release-states">
        {locales.map((each) => (
          <li key={each} className={each === locale ? 'is-it' : ''}>
            <span className="tongue" aria-hidden="true">
              {each.toUpperCase()}
            </span>
            <span className="vh">{t(`languages.${each}`)}</span> <Status of={states[each] ?? 'missing'} />
          </li>
        ))}
      </ul>
      {why && (
        <p className="why-not">
          <Icon name="warn" />
          <span>{why.message}</span>{' '}
          <Link href={to} aria-label={t('releases.show_it', { title: name, language })}>
            {t('releases.show')}
          </Link>
        </p>
      )}
      {onTake && (
        <Button
          look="quiet"
          onPress={onTake}
          aria-label={t('releases.take_out_it', { title: name, language })}
        >
          <Icon name="close" />
          {t('releases.take_out')}
        </Button>
      )}
    </li>
  )
}
