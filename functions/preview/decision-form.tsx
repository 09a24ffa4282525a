import { type Decision, decision as decisions } from '../domain/preview/link.ts'
import { type Filled, type FormError, longestNote, nameOf } from './decide.ts'
import type { Opened } from './env.ts'
import { fill, wordsOf } from './words.ts'

/** What a form is shown with again when it could not be taken. */
export interface Refused {
  filled: Filled
  error: FormError
}

interface FormProps extends Pick<Opened, 'link'> {
  refused: Refused | undefined
}

function Choice({ value, label, chosen }: { value: Decision; label: string; chosen: boolean }) {
  return (
    <div class="choice">
      <input type="radio" id={value} name="decision" value={value} required checked={chosen} />
      <label for={value}>{label}</label>
    </div>
  )
}

/** Plain HTML. Nothing is chosen beforehand, so that nobody approves by a slip of the finger. */
export function DecisionForm({ link: { label, locale, revision }, refused }: FormProps) {
  const { form, errors } = wordsOf(locale)
  const { filled, error } = refused ?? {}
  const aboutNote = error?.endsWith('Note')
  return (
    <form class="decision" id="decision" method="post" action="#decision" aria-labelledby="decide">
      <h2 id="decide">{form.title}</h2>
      {error && (
        <p class="error" id="error" role="alert">
          {fill(errors[error], { length: filled?.note.length ?? 0, most: longestNote })}
        </p>
      )}
      <input type="hidden" name="revision" value={nameOf(revision)} />
      <fieldset>
        <legend>{form.choose}</legend>
        {decisions.options.map((each) => (
          <Choice value={each} label={form[each]} chosen={filled?.decision === each} />
        ))}
      </fieldset>
      <div>
        <label for="note">{form.note}</label>
        <p class="hint" id="hint">
          {fill(form.hint, { most: longestNote })}
        </p>
        <textarea
          id="note"
          name="note"
          rows={5}
          aria-describedby={aboutNote ? 'error hint' : 'hint'}
          aria-invalid={aboutNote ? 'true' : undefined}
        >
          {filled?.note}
        </textarea>
      </div>
      <p>{fill(form.logged, { label, number: revision.number })}</p>
      <button type="submit">{form.send}</button>
    </form>
  )
}
