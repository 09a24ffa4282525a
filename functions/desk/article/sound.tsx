/** @jsxImportSource react */
import { lazy, memo, Suspense, useState } from 'react'
import type { Locale } from '../../domain/locale.ts'
import { addressOfFile } from '../media/library.ts'
import { useFiles } from '../media/use-files.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/fields.tsx'
import { useWords } from '../words.tsx'
import type { TextContent } from './content.ts'
import type { FieldErrors } from './field-errors.ts'

const MediaPicker = lazy(async () => ({ default: (await import('../media/picker.tsx')).MediaPicker }))

interface SoundProps {
  sound: TextContent['audio']
  locale: Locale
  errors: FieldErrors
  isReadOnly: boolean
  onChange: (sound: TextContent['audio']) => void
}

/** The text read aloud, or a radio piece, and what is said in it where that is not the text. */
export const Sound = memo(function Sound({ sound, locale, errors, isReadOnly, onChange }: SoundProps) {
  const { t } = useWords()
  const [isPicking, setPicking] = useState(false)
  const files = useFiles(sound?.media ? [sound.media] : [])
  const file = sound?.media ? files.find(sound.media) : undefined
  // One that lies elsewhere is named by its address: the policy of the desk lets nothing of other sites in.
  const name = file?.name ?? sound?.href ?? sound?.media ?? ''
  const address = file && addressOfFile(file)
  const error = errors.of('audio.media') ?? errors.of('audio')
  return (
    <fieldset className="stack" data-field="audio">
      <legend className="label">{t('article.sound')}</legend>
      {sound ? (
        <>
          <p>{name}</p>
          {file && !address && <p className="hint">{t('article.sound_coming')}</p>}
          {/* biome-ignore lint/a11y/useMediaCaption: what is said stands in the text, or in the field below */}
          {address && <audio controls preload="none" src={address} aria-label={name} />}
          <TextField
            label={t('article.transcript')}
            hint={t('article.transcript_hint')}
            lang={locale}
            rows={3}
            isReadOnly={isReadOnly}
            value={sound.transcript ?? ''}
            onChange={(transcript) => onChange({ ...sound, transcript: transcript || undefined })}
            error={errors.of('audio.transcript')}
          />
        </>
      ) : (
        <p className="hint">{t('article.sound_none')}</p>
      )}
      {error && <p className="wrong">{error}</p>}
      {!isReadOnly && (
        <div className="acts">
          <Button onPress={() => setPicking(true)}>
            {t(sound ? 'article.sound_change' : 'article.sound_choose')}
          </Button>
          {sound && (
            <Button look="quiet" onPress={() => onChange(undefined)}>
              {t('article.sound_remove')}
            </Button>
          )}
        </div>
      )}
      {isPicking && (
        <Suspense>
          <MediaPicker
            kinds={['audio']}
            onClose={() => setPicking(false)}
            onPick={([chosen]) => {
              setPicking(false)
              if (!chosen) return
              files.take(chosen)
              onChange({ media: chosen.id, ...(sound?.transcript && { transcript: sound.transcript }) })
            }}
          />
        </Suspense>
      )}
    </fieldset>
  )
})
