/** @jsxImportSource react */
import { Link } from 'wouter'
import { Screen } from '../shell/screen.tsx'
import { useWords } from '../words.tsx'
import { finishPublication } from './former-units-fields.tsx'
import { FreezeFields } from './freeze-fields.tsx'
import { ImprintFields } from './imprint-fields.tsx'
import { LinksFields } from './links-fields.tsx'
import { withIds } from './named.ts'
import { SectionsFields, TagsFields } from './named-fields.tsx'
import { PartForm } from './part-form.tsx'
import { type ShownPart, shownParts } from './parts.ts'
import { Policies } from './policies-fields.tsx'
import { PublicationFields } from './publication-fields.tsx'
import { hasUnsaved } from './use-part.ts'
import { WordsFields } from './words-fields.tsx'

/** What the whole site shares, a part at a time. */
export function Settings({ part: asked }: { part: string | undefined }) {
  const { t } = useWords()
  const part = shownParts.find((each) => each === asked) ?? 'words'
  return (
    <Screen title={t('settings.title')}>
      <nav className="state-tabs" aria-label={t('settings.parts')}>
        {shownParts.map((each) => (
          <Link key={each} href={`/settings/${each}`} {...(each === part && { 'aria-current': 'page' })}>
            {t(`settings.names.${each}`)}
            {each !== part && hasUnsaved(each) && <span className="count">{t('settings.unsaved')}</span>}
          </Link>
        ))}
        <Link href="/menu">{t('shell.menu')}</Link>
      </nav>
      <h2 className="vh">{t(`settings.names.${part}`)}</h2>
      <Part key={part} part={part} />
    </Screen>
  )
}

function Part({ part }: { part: ShownPart }) {
  switch (part) {
    case 'words':
      return <PartForm part={part}>{(fields) => <WordsFields {...fields} />}</PartForm>
    case 'imprint':
      return <PartForm part={part}>{(fields) => <ImprintFields {...fields} />}</PartForm>
    case 'links':
      return <PartForm part={part}>{(fields) => <LinksFields {...fields} />}</PartForm>
    case 'sections':
      return (
        <PartForm part={part} finish={({ sections }) => ({ sections: withIds(sections) })}>
          {(fields) => <SectionsFields {...fields} />}
        </PartForm>
      )
    case 'tags':
      return (
        <PartForm part={part} finish={({ tags }) => ({ tags: withIds(tags) })}>
          {(fields) => <TagsFields {...fields} />}
        </PartForm>
      )
    case 'publication':
      return (
        <PartForm part={part} finish={finishPublication}>
          {(fields) => <PublicationFields {...fields} />}
        </PartForm>
      )
    case 'freeze':
      return <PartForm part={part}>{(fields) => <FreezeFields {...fields} />}</PartForm>
    case 'policies':
      return <Policies />
  }
}
