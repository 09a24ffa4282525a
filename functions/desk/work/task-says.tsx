/** @jsxImportSource react */
import type { Task } from '../api/rows.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../words.tsx'
import { isOverdue, useDue, useNames } from './task.ts'

interface TaskSaysProps {
  task: Task
  /** Also in words for those who see the sign, where nothing around it tells what it is. */
  isLabelled?: boolean
}

/** Whose task a text is, and until when. */
export function TaskSays({ task, isLabelled = false }: TaskSaysProps) {
  const { t } = useWords()
  const nameOf = useNames()
  const dueOf = useDue()
  const due = dueOf(task)
  return (
    <span className={isOverdue(task) ? 'status flag' : 'status'}>
      <Icon name="person" />
      <span>
        <span {...(!isLabelled && { className: 'vh' })}>{t('articles.assigned')} </span>
        {nameOf(task.to)}
        {due && ` · ${due}`}
      </span>
    </span>
  )
}
