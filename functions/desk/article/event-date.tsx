/** @jsxImportSource react */
import { Button } from '../ui/button.tsx'
import { DayField, type DayFieldProps } from '../ui/day-field.tsx'
import { useWords } from '../words.tsx'

/** When what the article tells of takes place. */
export function EventDate(props: Omit<DayFieldProps, 'label' | 'hint'>) {
  const { t } = useWords()
  const { value, isReadOnly, onChange } = props
  return (
    <div className="stack">
      <DayField {...props} label={t('article.event')} hint={t('article.event_hint')} />
      {value && !isReadOnly && (
        <Button look="quiet" onPress={() => onChange(undefined)}>
          {t('article.event_remove')}
        </Button>
      )}
    </div>
  )
}
