/** @jsxImportSource react */
import { Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { type Locale, otherLocales } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isPermitted, isPermittedOn } from '../../domain/people/permissions.ts'
import type { WrittenSettings } from '../../domain/settings/settings.ts'
import { useChecks } from '../checks/use-checks.ts'
import { usePageCheck } from '../checks/use-page-check.ts'
import { CopyOffer } from '../drafts/copy-offer.tsx'
import type { Draft, DraftView } from '../drafts/draft.ts'
import { OnThisMachine } from '../drafts/on-this-machine.tsx'
import { SaveState } from '../drafts/save-state.tsx'
import { MergeView } from '../merge/merge-view.tsx'
import { late } from '../shell/late.ts'
import { Screen } from '../shell/screen.tsx'
import type { TextEditor } from '../text/editor.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { Acts } from './acts.tsx'
import type { ArticleAnswer } from './article.ts'
import type { Content, SharedContent, TextContent } from './content.ts'
import { errorsOf } from './field-errors.ts'
import { InRelease } from './in-release.tsx'
import { LanguageTabs } from './language-tabs.tsx'
import { Live } from './live.tsx'
import { LookAgain } from './look-again.tsx'
import { MissingText } from './missing-text.tsx'
import { nextActs } from './next-act.ts'
import { SaveRefusal } from './save-refusal.tsx'
import { SharedPanel } from './shared-panel.tsx'
import { showField } from './show-field.ts'
import { SidePanel, usePanelTab } from './side-panel.tsx'
import { SourcePanel } from './source-panel.tsx'
import { factsOfText, mayPlaceAll, termsOf } from './text-facts.ts'
import { TextFields } from './text-fields.tsx'
import { mayAssign, TextTask } from './text-task.tsx'
import { useFormActs } from './use-form-acts.ts'
import { useFormNotes } from './use-form-notes.tsx'
import { useSettled } from './use-settled.ts'
import { useWriting } from './use-writing.ts'

const PreviewDialog = late(async () => (await import('../preview/preview-dialog.tsx')).PreviewDialog)
const Presence = late(async () => (await import('../presence/presence.tsx')).Presence, 'presence')
const TextRoyalty = late(async () => (await import('../royalties/text-royalty.tsx')).TextRoyalty, 'royalties')

export interface FormProps {
  id: string
  /** What is saved; nothing, where the article is new. */
  saved: ArticleAnswer | undefined
  /** With what it begins, where it is new. */
  start: Content
  /** Why it could not be read: it is shown all the same where somebody wrote it and never saved it. */
  missing?: unknown
  text: Locale
  me: Member
  settings: WrittenSettings
}

interface OpenFormProps extends FormProps {
  draft: Draft
  view: DraftView
}

/** The form of an article whose draft is open: one language, what its languages share, and the one next act. */
export function OpenForm({ id, saved, text, me, settings, draft, view }: OpenFormProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const writing = useWriting(draft, view, saved)
  const { content, changed, setShared, setText } = writing
  const shown = content.translations[text]
  const article = saved?.article
  const own = !article || article.createdBy === me.id
  const status = article?.translations[text]?.status ?? 'draft'
  const mayEdit = isPermittedOn(me.role, 'edit', own, status) && !view.isReadOnly
  const failedPart = writing.failedPart ?? text
  const errors = useMemo(() => errorsOf(writing.error, failedPart), [writing.error, failedPart])
  // The same from one letter to the next, so that only what shows the letter is drawn again.
  const writeText = useCallback(
    (change: TextContent, seen?: number) => setText(text, change, seen),
    [setText, text],
  )
  const setPicture = useCallback(
    (leadImage: SharedContent['leadImage']) => setShared({ leadImage }),
    [setShared],
  )
  const [isPreviewed, setPreviewed] = useState(false)
  const [isOlderShown, setOlderShown] = useState(false)
  const [isAssigning, setAssigning] = useState(false)
  const [tab, setTab] = usePanelTab()
  const editor = useRef<TextEditor>(undefined)
  // Of what was written a moment ago: the checks read the whole text.
  const considered = useSettled(content)
  const found = useChecks({ content: considered, text, article })
  const notes = useFormNotes(
    article && { id, section: article.section },
    text,
    considered.translations[text]?.body ?? '',
  )
  const checkPage = usePageCheck({ id, saved: article, content, locale: text, settings })

  const save = async () => {
    const answer = changed.length > 0 ? await writing.save() : saved
    if (!saved && answer) go(`/a/${id}/${text}`, { replace: true })
    return answer
  }
  const saveNow = () => {
    void save().then(
      (answer) => answer && say(t('article.saved', { number: answer.revision.number })),
      () => undefined,
    )
  }
  useFormActs({ id, text, isSaved: saved !== undefined }, { saveNow, setTab, setPreviewed })

  const next = article
    ? nextActs(factsOfText(article, text, me), {
        ...termsOf(article, text, me, settings),
        errors: found.filter(({ severity }) => severity === 'error').length,
      })
    : undefined
  const title = shown?.title || t('article.untitled')
  // What it was translated from; of one that is not written yet, what it could be.
  const source =
    shown?.basedOn?.locale ??
    (shown === undefined ? otherLocales(text).find((each) => article?.translations[each]) : undefined)
  const begin = (copied: TextContent) => {
    setText(text, {
      title: '',
      summary: '',
      body: '',
      ...copied,
      ...(saved && source && { basedOn: { locale: source, revision: saved.revision.number } }),
    })
    if (source) setTab('source')
  }
  return (
    <Screen
      title={saved ? t('article.editing', { title }) : t('article.new')}
      lang={saved ? text : undefined}
    >
      <div className="article-head">
        <LanguageTabs
          id={id}
          article={article}
          written={(each) => content.translations[each] !== undefined}
          current={text}
        />
        <SaveState draft={draft} view={view} />
        {saved && next ? (
          <Acts
            answer={saved}
            text={text}
            next={next}
            mayDecide={isPermitted(me, 'approve')}
            save={save}
            more={[
              { id: 'history', name: t('article.history'), onAction: () => go(`/a/${id}/${text}/history`) },
              ...(mayAssign(saved.article, me)
                ? [{ id: 'assign', name: t('work.assign'), onAction: () => setAssigning(true) }]
                : []),
              { id: 'machine', name: t('drafts.machine'), onAction: () => setOlderShown(true) },
            ]}
            onEdit={(act) => (act === 'fix' ? setTab('checks') : showField('title'))}
          >
            <Button onPress={() => setPreviewed(true)}>{t('preview.open')}</Button>
            <Button onPress={saveNow} isDisabled={changed.length === 0 || !mayEdit}>
              {t('article.save')}
            </Button>
          </Acts>
        ) : (
          <div className="acts" data-region>
            <Button onPress={() => setPreviewed(true)}>{t('preview.open')}</Button>
            <Button look="main" onPress={saveNow}>
              {t('article.save_draft')}
            </Button>
          </div>
        )}
      </div>
      {isPreviewed && (
        <Suspense>
          <PreviewDialog
            id={id}
            saved={article}
            content={content}
            text={text}
            settings={settings}
            onClose={() => setPreviewed(false)}
          />
        </Suspense>
      )}
      {isOlderShown && <OnThisMachine draft={draft} view={view} onClose={() => setOlderShown(false)} />}
      <CopyOffer draft={draft} view={view} />
      <MergeView
        draft={draft}
        view={view}
        onSaved={() => draft.answer && say(t('article.saved', { number: draft.answer.revision.number }))}
      />
      {saved && (
        <Suspense>
          <Presence
            article={id}
            text={text}
            editing={mayEdit && changed.length > 0}
            number={saved.revision.number}
          />
        </Suspense>
      )}
      {saved && <Live answer={saved} text={text} />}
      {saved && <InRelease article={saved.article} text={text} me={me} />}
      {saved && <TextTask answer={saved} text={text} me={me} isAsked={isAssigning} onAsk={setAssigning} />}
      {next?.why && <Notice>{t(`acts.why.${next.why}`)}</Notice>}
      <SaveRefusal error={writing.error} errors={errors} onRetry={saveNow} />
      <div className="article-columns" onFocusCapture={notes.onFocus}>
        {shown === undefined ? (
          <MissingText
            text={text}
            source={source}
            sourceText={source && content.translations[source]}
            mayWrite={mayEdit}
            onBegin={begin}
          />
        ) : (
          <TextFields
            article={id}
            locale={text}
            text={shown}
            errors={errors}
            isReadOnly={!mayEdit}
            wasPublic={article?.translations[text]?.publishedAt !== undefined}
            lead={{
              picture: content.shared.leadImage,
              onPicture: setPicture,
            }}
            generation={view.generation}
            onChange={writeText}
            onEditor={(made) => {
              editor.current = made
              notes.onEditor(made)
            }}
          />
        )}
        <SidePanel
          found={found}
          body={considered.translations[text]?.body ?? ''}
          checkPage={checkPage}
          subject={content}
          shownTab={tab}
          source={
            saved && source && shown
              ? {
                  locale: source,
                  panel: (
                    <SourcePanel
                      answer={saved}
                      text={text}
                      source={source}
                      written={shown}
                      found={found}
                      isReadOnly={!mayEdit}
                      onChange={writeText}
                    />
                  ),
                }
              : undefined
          }
          notes={saved && notes}
          onTab={setTab}
          onShow={(each) => {
            if (each.block !== undefined) editor.current?.reveal(each.block)
            else showField(each.field)
          }}
        >
          {saved && <LookAgain answer={saved} mayRemind={isPermitted(me, 'remind')} />}
          <SharedPanel
            id={id}
            shared={content.shared}
            text={text}
            errors={errors}
            isReadOnly={!mayEdit}
            mayPlace={mayPlaceAll(article, me)}
            onChange={setShared}
          />
          {saved && content.shared.type !== 'page' && isPermitted(me, 'remunerate') && (
            <Suspense>
              <TextRoyalty
                article={id}
                text={text}
                isPublic={article?.translations[text]?.live !== undefined}
              />
            </Suspense>
          )}
        </SidePanel>
      </div>
    </Screen>
  )
}
