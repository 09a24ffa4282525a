/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '../api/context.tsx'
import type { ReleaseRow } from '../api/releases.ts'
import { ActDialog } from '../article/act-dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'
import { type NamedText, RefusedTexts, refusedIn } from './refused-texts.tsx'
import { useReleaseActs } from './use-releases.ts'

/** In a choice, what stands for one that is made here. */
const fresh = 'new'

interface PutTogetherProps {
  texts: readonly NamedText[]
  onClose: () => void
  onDone?: (release: string) => void
}

/** Puts texts into a release that is being prepared or planned, or into a new one. */
export function PutTogether({ texts, onClose, onDone }: PutTogetherProps) {
  const { t } = useWords()
  const api = useApi()
  const { create, add } = useReleaseActs()
  const { data: open = [] } = useQuery({
    queryKey: ['releases', 'open'],
    queryFn: async ({ signal }) => {
      const read = (state: string) =>
        api.read<{ releases: ReleaseRow[] }>(`/releases?state=${state}&limit=100`, { signal })
      const [preparing, planned] = await Promise.all([read('preparing'), read('planned')])
      return [...preparing.data.releases, ...planned.data.releases]
    },
  })
  const [chosen, setChosen] = useState(fresh)
  const [name, setName] = useState('')
  const [isMissing, setMissing] = useState(false)
  const members = texts.map(({ article, locale }) => ({ article, locale }))
  return (
    <ActDialog
      title={t('articles.release.title')}
      intro={t('articles.release.intro', { count: texts.length })}
      name={t('articles.release.do')}
      explain={(error) => {
        const refused = refusedIn(error)
        // What is in the release already may stand in the way, too.
        const known = [...texts, ...open.flatMap((each) => each.members)]
        return refused.length > 0 ? <RefusedTexts refused={refused} texts={known} /> : undefined
      }}
      onClose={onClose}
      onAct={async () => {
        if (chosen === fresh && name.trim() === '') return setMissing(true)
        const id = chosen === fresh ? await create(name.trim(), members) : chosen
        if (chosen !== fresh) await add(id, members)
        onClose()
        say(t('articles.release.done', { count: texts.length }))
        onDone?.(id)
      }}
    >
      <Select
        label={t('articles.release.which')}
        choices={[
          { id: fresh, name: t('articles.release.new') },
          ...open.map((each) => ({ id: each.id, name: each.name })),
        ]}
        value={chosen}
        onChange={setChosen}
      />
      {chosen === fresh && (
        <TextField
          label={t('articles.release.name')}
          value={name}
          onChange={(text) => {
            setName(text)
            setMissing(false)
          }}
          maxLength={200}
          isRequired
          error={isMissing ? t('articles.release.name_missing') : undefined}
        />
      )}
    </ActDialog>
  )
}
