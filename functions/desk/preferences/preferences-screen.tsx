/** @jsxImportSource react */
import { isLocale, type Locale, locales } from '../../domain/locale.ts'
import { mailings, type NoticeKind, noticeKinds } from '../../domain/notices/kinds.ts'
import type { Choice } from '../../domain/notices/preferences.ts'
import { Screen } from '../shell/screen.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { usePreferences } from './use-preferences.ts'

/** What a person chooses for themselves alone: their language, and how they are told of what others do. */
export function PreferencesScreen() {
  const { t, locale: spoken, choose } = useWords()
  const state = usePreferences()
  const { known, value, error, sendsMail } = state
  const saved = async (isSaved: boolean) => {
    if (!isSaved) return
    if (value?.locale) await choose(value.locale)
    say(t('preferences.saved'))
  }
  if (!value)
    return (
      <Screen title={t('shell.preferences')}>
        {known.error ? <Trouble error={known.error} onRetry={() => void known.refetch()} /> : <Loading />}
      </Screen>
    )
  const { notices } = value
  const set = (kind: NoticeKind, change: Partial<Choice>) =>
    state.set({ notices: { ...notices, [kind]: { ...notices[kind], ...change } } })
  const chosen: Locale = value.locale ?? spoken
  return (
    <Screen title={t('shell.preferences')}>
      <form
        className="stack preferences"
        onSubmit={(event) => {
          event.preventDefault()
          void state.save().then(saved)
        }}
      >
        <p className="hint">{t('preferences.intro')}</p>
        <section className="stack">
          <h2>{t('locale')}</h2>
          <Select
            label={t('preferences.language')}
            hint={t('preferences.language_hint')}
            choices={locales.map((id) => ({ id, name: t(`languages.${id}`) }))}
            value={chosen}
            onChange={(id) => isLocale(id) && state.set({ locale: id })}
          />
        </section>
        <section className="stack">
          <h2>{t('shell.notices')}</h2>
          {sendsMail === false && <Notice>{t('preferences.no_mail')}</Notice>}
          <p className="hint">{t('preferences.mail_hint')}</p>
          <ul className="preference-list">
            {noticeKinds.map((kind) => (
              <li key={kind}>
                <fieldset>
                  <legend>{t(`notices.kinds.${kind}`)}</legend>
                  <Checkbox isSelected={notices[kind].desk} onChange={(desk) => set(kind, { desk })}>
                    {t('preferences.in_desk')}
                  </Checkbox>
                  <Select
                    label={t('preferences.by_mail')}
                    choices={mailings.map((id) => ({ id, name: t(`preferences.mailings.${id}`) }))}
                    value={notices[kind].mail}
                    onChange={(id) => set(kind, { mail: mailings.find((each) => each === id) ?? 'none' })}
                  />
                </fieldset>
              </li>
            ))}
          </ul>
        </section>
        {error !== undefined &&
          (state.theirs ? (
            <div role="alert">
              <Notice
                tone="warn"
                acts={
                  <>
                    <Button onPress={() => void state.insist().then(saved)}>{t('preferences.insist')}</Button>
                    <Button look="quiet" onPress={state.drop}>
                      {t('preferences.take_theirs')}
                    </Button>
                  </>
                }
              >
                <p>{t('preferences.collided')}</p>
              </Notice>
            </div>
          ) : (
            <Trouble error={error} onRetry={() => void state.save().then(saved)} />
          ))}
        <p className="acts">
          <Button look="main" type="submit" isDisabled={state.isSaving || !state.isChanged}>
            {t('preferences.save')}
          </Button>
          {state.isChanged && (
            <Button look="quiet" onPress={state.drop}>
              {t('preferences.undo')}
            </Button>
          )}
        </p>
      </form>
    </Screen>
  )
}
