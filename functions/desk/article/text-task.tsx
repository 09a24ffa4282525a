/** @jsxImportSource react */
import { Suspense } from 'react'
import type { Article } from '../../domain/article/article.ts'
import type { Locale } from '../../domain/locale.ts'
import type { Member } from '../../domain/people/member.ts'
import { isInSections, isPermitted } from '../../domain/people/permissions.ts'
import { late } from '../shell/late.ts'
import { useWords } from '../words.tsx'
import { TaskLine } from '../work/task-line.tsx'
import type { ArticleAnswer } from './article.ts'
import { Returned } from './returned.tsx'

const AssignDialog = late(async () => (await import('../work/assign-dialog.tsx')).AssignDialog)

/** Whether somebody may say whose task a text of this article is. */
export const mayAssign = ({ section }: Pick<Article, 'section'>, me: Member): boolean =>
  isPermitted(me, 'assign') && isInSections(me, section)

interface TextTaskProps {
  answer: ArticleAnswer
  text: Locale
  me: Member
  /** Whether somebody is asked whose task it is to be. */
  isAsked: boolean
  onAsk: (isAsked: boolean) => void
}

/** Why a text came back, whose task it is, and the question of whose it is to be. */
export function TextTask({ answer, text, me, isAsked, onAsk }: TextTaskProps) {
  const { t } = useWords()
  const { article, parts } = answer
  const { status, title } = article.translations[text] ?? {}
  return (
    <>
      <Returned article={article} text={text} />
      <TaskLine
        answer={answer}
        text={text}
        me={me.id}
        mayAssign={mayAssign(article, me)}
        onAsk={() => onAsk(true)}
      />
      {isAsked && (
        <Suspense>
          <AssignDialog
            what={{ id: article.id, locale: text, tag: parts.shared, task: article.assignments?.[text] }}
            written={{ ...article, status, title: title || t('article.untitled') }}
            onClose={() => onAsk(false)}
          />
        </Suspense>
      )}
    </>
  )
}
