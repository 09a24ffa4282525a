/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { Suspense, useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Comparison } from '../../domain/compare/articles.ts'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { sectionName, useMe, useSettings } from '../api/newsroom.ts'
import { Refusal } from '../api/refusal.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { type ArticleAnswer, useArticle } from '../article/article.ts'
import type { Content } from '../article/content.ts'
import { nextActs } from '../article/next-act.ts'
import { usePerform } from '../article/perform.ts'
import { factsOfText, termsOf } from '../article/text-facts.ts'
import { contentOf } from '../drafts/content.ts'
import { isNamed } from '../drafts/field-name.tsx'
import { SharedChanges, TextChanges } from '../history/changes.tsx'
import { late } from '../shell/late.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Status } from '../ui/status.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble, useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { useNames } from '../work/task.ts'
import { type Decision, ReviewActs } from './review-acts.tsx'
import { ReviewChecks } from './review-checks.tsx'

/** What a text changes of what readers have; of a new text there is nothing to compare. */
function useChanges(answer: ArticleAnswer | undefined, text: Locale) {
  const api = useApi()
  const live = answer?.article.translations[text]?.live?.revision
  const number = answer?.revision.number
  return useQuery({
    queryKey: ['compare', answer?.article.id, live, number],
    enabled: live !== undefined && number !== undefined && live !== number,
    queryFn: async ({ signal }) =>
      (
        await api.read<Comparison>(`/articles/${answer?.article.id}/compare?from=${live}&to=${number}`, {
          signal,
        })
      ).data,
  })
}

const PageAndRemarks = late(async () => (await import('./page-and-remarks.tsx')).PageAndRemarks, 'notes')
const StillOpen = late(async () => (await import('../notes/still-open.tsx')).StillOpen, 'notes')
const Presence = late(async () => (await import('../presence/presence.tsx')).Presence, 'presence')

/** What is to be approved, word by word beside what readers have. Approving names exactly what is on the screen. */
export function Review({ id, text }: { id: string; text: Locale }) {
  const { t, locale } = useWords()
  const [, go] = useLocation()
  const article = useArticle(id, { always: true })
  const me = useMe()
  const settings = useSettings()
  const perform = usePerform(id, text)
  const reason = useReason()
  const nameOf = useNames()
  /** What is on the screen: it stays the same until this person asks for what came since. */
  const [shown, setShown] = useState<ArticleAnswer>()
  const [asked, setAsked] = useState<Decision>()
  useEffect(() => {
    // What this browser still had is not what somebody came to see, unless nobody can be asked.
    if (!shown && article.data && !article.isFetching) setShown(article.data)
  }, [shown, article.data, article.isFetching])
  const changes = useChanges(shown, text)
  // An article that is there is as complete as the form makes one.
  const content = useMemo(() => shown && (contentOf(shown.article) as Content), [shown])
  if (article.error && !shown)
    return (
      <Screen title={t('failures.title')}>
        <Trouble error={article.error} onRetry={() => void article.refetch()} />
      </Screen>
    )
  if (!shown || !content || !me.data || !settings.data) return <Loading />

  const translation = shown.article.translations[text]
  const tag = shown.parts[text]
  const isOutdated = article.data !== undefined && article.data.parts[text] !== tag
  const next = nextActs(
    factsOfText(shown.article, text, me.data),
    termsOf(shown.article, text, me.data, settings.data),
  )
  const mayApprove = next.act === 'approve'
  const all = [next.act, ...next.others.harmless, ...next.others.taking]
  const compared = changes.data?.translations[text]

  const act = async (path: 'return' | 'approve', words: string) => {
    try {
      return await perform(path, words ? { note: words } : {}, tag)
    } catch (error) {
      // Somebody changed it meanwhile; nothing was approved.
      if (error instanceof Refusal && error.status === 412) {
        await article.refetch()
        setAsked(undefined)
      }
      throw error
    }
  }
  /** It is approved, whatever comes of this: where it is refused, the form offers it again. */
  const publish = async (approved: ArticleAnswer) => {
    try {
      await perform('publish', {}, approved.parts[text])
      say(t('acts.done.publish'))
    } catch (error) {
      say(t('review.only_approved', { reason: reason(error) }))
    }
  }
  const decide = async (words: string) => {
    if (!asked) return
    const answer = await act(asked === 'return' ? 'return' : 'approve', words)
    if (asked === 'approve_and_publish') await publish(answer)
    else say(t(`acts.done.${asked}`))
    go(`/a/${id}/${text}`)
  }
  if (!translation)
    return (
      <Screen title={t('article.missing', { language: t(`languages.${text}`) })}>
        <Link href={`/a/${id}/${text}`}>{t('review.to_text')}</Link>
      </Screen>
    )
  return (
    <Screen
      title={translation.title}
      lang={text}
      acts={
        <ReviewActs
          address={`/a/${id}/${text}`}
          isOutdated={isOutdated}
          offers={[
            ...(mayApprove ? (['approve_and_publish', 'approve'] as const) : []),
            ...(all.includes('return') ? (['return'] as const) : []),
          ]}
          onAsk={setAsked}
        />
      }
    >
      <p className="when">
        <Status of={translation.status} /> · {t(`languages.${text}`)} ·{' '}
        {sectionName(settings.data.sections, shown.article.section, locale)}
        {translation.submitted && ` · ${t('review.by', { name: nameOf(translation.submitted.by) })}`}
      </p>
      <Suspense>
        <Presence
          article={id}
          text={text}
          editing={false}
          number={article.data?.revision.number ?? 0}
          isFetched
        />
      </Suspense>
      {isOutdated && (
        <div role="alert">
          <Notice
            tone="warn"
            acts={<Button onPress={() => setShown(article.data)}>{t('review.show_changes')}</Button>}
          >
            <p>{t('review.changed')}</p>
          </Notice>
        </div>
      )}
      {!mayApprove && next.why && <Notice>{t(`acts.why.${next.why}`)}</Notice>}
      {shown.revision.note && (
        <Notice>
          <p>{shown.revision.note}</p>
        </Notice>
      )}
      {changes.error && <Trouble error={changes.error} onRetry={() => void changes.refetch()} />}
      {translation.live && changes.isPending && changes.fetchStatus !== 'idle' && <Loading />}
      {compared && changes.data ? (
        <article className="reading stack">
          <p className="hint">{t('review.compared')}</p>
          <SharedChanges changes={changes.data.shared.filter(({ field }) => isNamed(field))} />
          <TextChanges
            locale={text}
            change={{ ...compared, fields: compared.fields.filter(({ field }) => isNamed(field)) }}
          />
        </article>
      ) : (
        !translation.live && <p className="hint">{t('review.new')}</p>
      )}
      <Suspense fallback={<Loading />}>
        <PageAndRemarks
          {...{ text, content }}
          article={shown.article}
          settings={settings.data}
          checksWith={(onShow) => (
            <ReviewChecks
              {...{ id, text, content, onShow }}
              article={shown.article}
              settings={settings.data}
            />
          )}
        />
      </Suspense>
      {asked && (
        <ActDialog
          title={asked === 'return' ? t('acts.titles.return') : t('acts.titles.approve')}
          intro={
            <>
              {asked === 'return' ? t('acts.intro.return') : t('acts.intro.approve')}{' '}
              <strong lang={text}>{translation.title}</strong>
            </>
          }
          beside={
            asked !== 'return' && (
              <Suspense>
                <StillOpen article={id} text={text} />
              </Suspense>
            )
          }
          ask={{ label: t('acts.note_label'), isRequired: asked === 'return' }}
          name={
            asked === 'return'
              ? t('acts.names.return')
              : t(asked === 'approve' ? 'review.approve' : 'review.approve_and_publish')
          }
          onClose={() => setAsked(undefined)}
          onAct={decide}
        />
      )}
    </Screen>
  )
}
