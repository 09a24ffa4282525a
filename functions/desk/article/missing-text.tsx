/** @jsxImportSource react */
import type { Locale } from '../../domain/locale.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../words.tsx'
import type { TextContent } from './content.ts'

interface MissingTextProps {
  text: Locale
  /** From which it could be translated. */
  source: Locale | undefined
  sourceText: TextContent | undefined
  mayWrite: boolean
  /** @param copied what it begins with */
  onBegin: (copied: TextContent) => void
}

/** In place of the fields of a language in which there is nothing yet. */
export function MissingText({ text, source, sourceText, mayWrite, onBegin }: MissingTextProps) {
  const { t } = useWords()
  const { title, summary, body, alt, caption, credit } = sourceText ?? {}
  return (
    <div className="empty stack">
      <p>{t('article.missing', { language: t(`languages.${text}`) })}</p>
      {source && <p lang={source}>{title}</p>}
      {mayWrite && (
        <div className="acts">
          <Button look="main" onPress={() => onBegin({})}>
            {t('article.begin', { language: t(`languages.${text}`) })}
          </Button>
          {source && (
            <Button onPress={() => onBegin({ title: title ?? '', summary, body, alt, caption, credit })}>
              {t('source.copy', { language: t(`languages.${source}`) })}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
