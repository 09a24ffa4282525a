import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { type Locale, locales } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { noteEnded } from '../shell/session-banner.tsx'
import { type ArticleAnswer, type PartName, takeAnswer } from './article.ts'
import { type Content, contentOf, type SharedContent, type TextContent } from './content.ts'

/** What somebody is writing, and how it becomes a revision. The answer of a save never touches what is written. */
export interface Writing {
  content: Content
  setShared: (change: SharedContent) => void
  setText: (locale: Locale, change: TextContent) => void
  /** Parts that say something else than what is saved. */
  changed: readonly PartName[]
  isSaving: boolean
  /** What the last save was refused for. */
  error: unknown
  failedPart: PartName | undefined
  /** Saves what has changed, part by part; answers the article as it is then. Throws what it was refused for. */
  save: () => Promise<ArticleAnswer | undefined>
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export function useWriting(id: string, saved: ArticleAnswer | undefined, start: Content): Writing {
  const api = useApi()
  const queries = useQueryClient()
  const [content, setContent] = useState(start)
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>()
  const [failedPart, setFailedPart] = useState<PartName>()
  const latest = useRef(content)
  latest.current = content
  const before = saved ? contentOf(saved.article) : undefined
  const known = useRef(saved)
  known.current = saved

  const changed: PartName[] = [
    ...(before && same(content.shared, before.shared) ? [] : (['shared'] as const)),
    ...locales.filter(
      (each) => content.translations[each] && !same(content.translations[each], before?.translations[each]),
    ),
  ]
  const setShared = useCallback((change: SharedContent) => {
    setContent((now) => ({ ...now, shared: { ...now.shared, ...change } }))
  }, [])
  const setText = useCallback((locale: Locale, change: TextContent) => {
    setContent((now) => ({
      ...now,
      translations: { ...now.translations, [locale]: { ...now.translations[locale], ...change } },
    }))
  }, [])

  const save = async (): Promise<ArticleAnswer | undefined> => {
    setSaving(true)
    setError(undefined)
    setFailedPart(undefined)
    let part: PartName | undefined
    try {
      let answer = known.current
      const now = latest.current
      if (!answer) {
        part = locales.find((each) => now.translations[each])
        const { data } = await api.write<ArticleAnswer>(`/articles/${id}`, {
          method: 'PUT',
          absent: true,
          body: { ...now.shared, translations: now.translations },
        })
        answer = data
      } else {
        const was = contentOf(answer.article)
        let current: ArticleAnswer = answer
        for (const each of ['shared', ...locales] as const) {
          const body = each === 'shared' ? now.shared : now.translations[each]
          if (!body || same(body, each === 'shared' ? was.shared : was.translations[each])) continue
          part = each
          const tag = current.parts[each]
          const path = each === 'shared' ? `/articles/${id}/shared` : `/articles/${id}/translations/${each}`
          const { data } = await api.write<ArticleAnswer>(path, {
            method: 'PUT',
            body,
            ...(tag ? { match: tag } : { absent: true }),
          })
          current = data
        }
        answer = current
      }
      takeAnswer(queries, id, answer)
      return answer
    } catch (problem) {
      noteEnded(problem)
      setError(problem)
      setFailedPart(part)
      throw problem
    } finally {
      setSaving(false)
    }
  }
  return { content, setShared, setText, changed, isSaving, error, failedPart, save }
}
