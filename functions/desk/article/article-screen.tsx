/** @jsxImportSource react */
import { useMemo } from 'react'
import { Redirect } from 'wouter'
import { isLocale, type Locale, locales } from '../../domain/locale.ts'
import { useMe, useSettings } from '../api/newsroom.ts'
import { Refusal } from '../api/refusal.ts'
import { Screen } from '../shell/screen.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useArticle } from './article.ts'
import { type Content, emptyContent } from './content.ts'
import { Form } from './form.tsx'
import { newId } from './new-id.ts'

const nothing: Content = { shared: {}, translations: {} }

/** Whether the address names an article that was begun, and perhaps never saved. */
const isUnsaved = (error: unknown) => error instanceof Refusal && error.status === 404

/** An article in one of its languages. One that was never saved is there where somebody's copy of it is. */
export function ArticleScreen({ id, text }: { id: string; text: string | undefined }) {
  const { t } = useWords()
  const article = useArticle(id)
  const me = useMe()
  const settings = useSettings()
  if (article.error && !article.data && isUnsaved(article.error))
    return <UnsavedScreen id={id} text={text} missing={article.error} />
  if (article.error && !article.data)
    return (
      <Screen title={t('failures.title')}>
        <Trouble error={article.error} onRetry={() => void article.refetch()} />
      </Screen>
    )
  if (!article.data || !me.data || !settings.data) return <Loading />
  const there = locales.find((each) => article.data.article.translations[each]) ?? locales[0]
  if (text === undefined || !isLocale(text)) return <Redirect to={`/a/${id}/${there}`} replace />
  return (
    <Form
      key={id}
      id={id}
      saved={article.data}
      start={nothing}
      text={text}
      me={me.data}
      settings={settings.data}
    />
  )
}

/** An article that is not saved yet. It has its id from the first letter on, so that nothing of it is lost. */
export function NewArticleScreen() {
  const { locale } = useWords()
  const id = useMemo(newId, [])
  return <UnsavedScreen id={id} text={locale} />
}

interface UnsavedProps {
  id: string
  text: string | undefined
  /** Why it could not be read, where it ought to be there. */
  missing?: unknown
}

function UnsavedScreen({ id, text, missing }: UnsavedProps) {
  const { locale } = useWords()
  const me = useMe()
  const settings = useSettings()
  if (!me.data || !settings.data) return <Loading />
  const own = settings.data.sections.filter(
    ({ id: each }) => !me.data.sections || me.data.sections.includes(each),
  )
  const section = own.length === 1 ? own[0]?.id : undefined
  const first: Locale = text !== undefined && isLocale(text) ? text : locale
  return (
    <Form
      id={id}
      saved={undefined}
      start={emptyContent(section, first)}
      missing={missing}
      text={first}
      me={me.data}
      settings={settings.data}
    />
  )
}
