/** @jsxImportSource react */
import { useState } from 'react'
import type { Status } from '../../domain/article/status.ts'
import { isInSections, isPermittedOn } from '../../domain/people/permissions.ts'
import type { Person } from '../api/desk.ts'
import { usePeople } from '../api/newsroom.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { type Assignable, useAssign } from './use-assign.ts'

/** In a choice, what stands for nobody. */
const nobody = 'nobody'

/** What decides who could write a text. */
export interface Written {
  section: string
  createdBy?: string | undefined
  status: Status | undefined
  title: string
}

const mayWrite = (person: Person, { section, createdBy, status = 'draft' }: Written) =>
  person.active &&
  isInSections(person, section) &&
  isPermittedOn(person.role, 'edit', createdBy === person.id, status)

interface AssignDialogProps {
  what: Assignable
  written: Written
  onClose: () => void
}

/** Asks who is to write a text, by which day, and what they are told. */
export function AssignDialog({ what, written, onClose }: AssignDialogProps) {
  const { t } = useWords()
  const { data: people } = usePeople()
  const assign = useAssign()
  const { locale, task } = what
  const [who, setWho] = useState(task?.to ?? nobody)
  const [due, setDue] = useState(task?.due)
  const choices = (people ?? []).filter((each) => each.id === task?.to || mayWrite(each, written))
  return (
    <ActDialog
      title={t('work.assign_of', { language: t(`languages.${locale}`), title: written.title })}
      intro={t('work.assign_intro')}
      ask={{ label: t('work.note'), isRequired: false, begun: task?.note }}
      name={t('work.save')}
      onClose={onClose}
      onAct={async (note) => {
        const given = { to: who, ...(due && { due }), ...(note && { note }) }
        await assign(what, who === nobody ? {} : given)
        onClose()
        say(t(who === nobody ? 'work.ended' : 'work.assigned'))
      }}
    >
      <Select
        label={t('work.who')}
        choices={[{ id: nobody, name: t('work.nobody') }, ...choices.map(({ id, name }) => ({ id, name }))]}
        value={who}
        onChange={setWho}
      />
      <DayField label={t('work.due')} hint={t('work.due_hint')} value={due} onChange={setDue} />
    </ActDialog>
  )
}
