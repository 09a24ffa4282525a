/** @jsxImportSource react */
import { Select } from '../ui/select.tsx'
import { useWords } from '../words.tsx'
import { type ChoicesState, withColumn } from './choices.ts'
import { type ColumnFacts, meanings } from './move.ts'

interface ColumnsPartProps {
  columns: readonly ColumnFacts[]
  choices: ChoicesState
}

const isUnderstood = ({ how }: ColumnFacts) => how === 'mapped' || how === 'left out'

/** Columns of the old site: first those that nobody knows, then what the others were taken for. */
export function ColumnsPart({ columns, choices }: ColumnsPartProps) {
  const { t } = useWords()
  const [open, known] = [columns.filter((each) => !isUnderstood(each)), columns.filter(isUnderstood)]
  if (columns.length === 0) return null
  return (
    <>
      <h3>{t('movingIn.columns')}</h3>
      {open.length > 0 && (
        <>
          <p>{t('movingIn.columns_open', { count: open.length })}</p>
          <Rows columns={open} choices={choices} />
        </>
      )}
      {known.length > 0 && (
        <details className="more">
          <summary>{t('movingIn.columns_known', { count: known.length })}</summary>
          <Rows columns={known} choices={choices} />
        </details>
      )}
    </>
  )
}

const asTaken = 'as-taken'

function Rows({ columns, choices }: ColumnsPartProps) {
  const { t, locale } = useWords()
  const named = meanings.map((id) => ({ id, name: t(`movingIn.meanings.${id}`) }))
  // As people look for them: by their names.
  const sorted = named.toSorted((one, other) => one.name.localeCompare(other.name, locale))
  const takenFor = ({ how, meaning }: ColumnFacts) => {
    if (meaning) return t(`movingIn.meanings.${meaning}`)
    return t(how === 'unclear' ? 'movingIn.not_chosen' : 'movingIn.column.unknown')
  }
  const mayBe = ({ how, may = [] }: ColumnFacts) =>
    how === 'unclear' && may.length > 0
      ? t('movingIn.column.unclear', {
          may: new Intl.ListFormat(locale, { type: 'disjunction' }).format(
            may.map((each) => t(`movingIn.meanings.${each}`)),
          ),
        })
      : undefined
  return (
    <ul className="file-rows">
      {columns.map((column) => {
        const name = column.label ?? column.name
        const chosen = choices.value.mapping?.columns?.[column.name]
        return (
          <li key={column.name}>
            <div className="says">
              <span className="title">{name}</span>
              <span className="when">
                {t('movingIn.column.values', { count: column.values })}
                {column.sample && ` · ${t('movingIn.column.sample', { sample: column.sample })}`}
              </span>
              {mayBe(column) && <span className="when">{mayBe(column)}</span>}
            </div>
            <Select
              label={t('movingIn.column.taken_of', { name })}
              isLabelHidden
              choices={[
                ...(chosen && !column.meaning ? [] : [{ id: asTaken, name: takenFor(column) }]),
                ...sorted,
              ]}
              value={chosen ?? asTaken}
              onChange={(id) => {
                const meaning = meanings.find((each) => each === id)
                choices.set(withColumn(choices.value, column.name, meaning))
              }}
            />
          </li>
        )
      })}
    </ul>
  )
}
