/** @jsxImportSource react */
import { type ReactNode, type Ref, useId } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { type TextFieldProps as AriaProps, TextField as AriaTextField } from 'react-aria-components/TextField'

export interface TextFieldProps extends Omit<AriaProps, 'className' | 'style' | 'children'> {
  label: string
  /** What stands beside it says the same to whoever sees it. */
  isLabelHidden?: boolean
  /** What is likely, offered as it is typed; anything else may be written too. */
  suggestions?: readonly string[]
  /** What is expected, or how much of it there is. */
  hint?: ReactNode
  /** What is wrong, in a sentence that says what is allowed. */
  error?: string | undefined
  /** Of what is written in it, where that is not the desk's. */
  lang?: string
  /** Lines that are shown; more than one takes line breaks. @default 1 */
  rows?: number
  placeholder?: string
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
}

/** A field of text with its label, what is expected of it, and what is wrong with it. */
export function TextField({
  label,
  isLabelHidden = false,
  suggestions,
  hint,
  error,
  lang,
  rows = 1,
  placeholder,
  inputRef,
  ...props
}: TextFieldProps) {
  const list = useId()
  const shared = { className: 'input', ...(lang && { lang }), ...(placeholder && { placeholder }) }
  return (
    <AriaTextField {...props} className="field" isInvalid={error !== undefined}>
      <Label className={isLabelHidden ? 'vh' : 'label'}>{label}</Label>
      {rows > 1 ? (
        <TextArea {...shared} rows={rows} {...(inputRef && { ref: inputRef })} />
      ) : (
        <Input {...shared} {...(suggestions && { list })} {...(inputRef && { ref: inputRef })} />
      )}
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="wrong">{error}</FieldError>
    </AriaTextField>
  )
}
