/** @jsxImportSource react */
import { Link } from 'wouter'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import { type HelpPage, helpPages, isHelpPage } from './contents.ts'
import { HelpContents, HelpText } from './help-text.tsx'
import { helpTitle } from './help-words.ts'

const link = (page: HelpPage, title: string) => <Link href={`/help/${page}`}>{title}</Link>

/** Help as a page of its own, to be read through and printed (`#/help`, `#/help/review`). */
export function HelpScreen({ page }: { page: string | undefined }) {
  const { t } = useWords()
  const shown = isHelpPage(page) ? page : undefined
  const entry: { to?: string; next: readonly string[] } | undefined = shown && helpPages[shown]
  const title = shown && helpTitle(t, shown)
  return (
    <Screen
      key={shown}
      title={title ? t('help.of', { title }) : t('help.title')}
      acts={
        <p className="acts off-paper">
          {shown && (
            <Link href="/help" className="button">
              {t('help.all')}
            </Link>
          )}
          <Button onPress={() => print()}>{t('help.print')}</Button>
        </p>
      }
    >
      <div className="help stack">
        {page !== undefined && !shown && <p className="empty">{t('help.none')}</p>}
        {shown ? <HelpText page={shown} link={link} level="h2" /> : <HelpContents link={link} level="h2" />}
        {entry?.to && (
          <p className="off-paper">
            <Link href={entry.to}>{t('help.go', { title })}</Link>
          </p>
        )}
      </div>
    </Screen>
  )
}
