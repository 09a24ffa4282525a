/** @jsxImportSource react */
import type { Locale } from '../../domain/locale.ts'
import type { ArticleAnswer } from '../article/article.ts'
import { Button } from '../ui/button.tsx'
import { say } from '../ui/toast.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { TaskSays } from './task-says.tsx'
import { useAssign } from './use-assign.ts'

interface TaskLineProps {
  answer: ArticleAnswer
  text: Locale
  /** Principal of whoever looks, and whether they may give it back or on. */
  me: string
  mayAssign: boolean
  onAsk: () => void
}

/** Whose task the text is, what they were told, and the way to give it back or on. Nothing where it is nobody's. */
export function TaskLine({ answer, text, me, mayAssign, onAsk }: TaskLineProps) {
  const { t } = useWords()
  const reason = useReason()
  const assign = useAssign()
  const task = answer.article.assignments?.[text]
  if (!task) return null
  const giveBack = () =>
    assign({ id: answer.article.id, locale: text, tag: answer.parts.shared, task }, {}).then(
      () => say(t('work.given_back')),
      (error: unknown) => say(reason(error)),
    )
  return (
    <div className="task-line" data-region>
      <div className="acts">
        <TaskSays task={task} isLabelled />
        {mayAssign && task.to === me && (
          <Button look="quiet" onPress={() => void giveBack()}>
            {t('work.give_back')}
          </Button>
        )}
        {mayAssign && (
          <Button look="quiet" onPress={onAsk}>
            {t('work.change')}
          </Button>
        )}
      </div>
      {task.note && <blockquote className="note">{task.note}</blockquote>}
    </div>
  )
}
