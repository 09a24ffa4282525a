/** @jsxImportSource react */
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { ChoicesState } from './choices.ts'
import { ColumnsPart } from './columns-part.tsx'
import type { Move } from './move.ts'
import { NamesPart } from './names-part.tsx'
import { OptionsPart } from './options-part.tsx'
import { useMoveMapping } from './use-move.ts'

interface UnderstoodPartProps {
  move: Move
  tag: string | undefined
  choices: ChoicesState
}

/** How the files were understood, and what somebody says otherwise before it is tried again. */
export function UnderstoodPart({ move, tag, choices }: UnderstoodPartProps) {
  const { t } = useWords()
  const { data, error, isPending, refetch } = useMoveMapping(move.id, tag)
  return (
    <section className="stack" data-region aria-labelledby="understood">
      <h2 id="understood">{t('movingIn.understood')}</h2>
      <p className="hint">{t('movingIn.understood_hint')}</p>
      {isPending && <Loading />}
      {error && <Trouble error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <NamesPart kind="sections" unknown={data.unknown.sections} choices={choices} />
          <NamesPart kind="tags" unknown={data.unknown.tags} choices={choices} />
          <NamesPart kind="people" unknown={data.unknown.people} choices={choices} />
          <ColumnsPart columns={data.columns} choices={choices} />
        </>
      )}
      <OptionsPart choices={choices} />
      {choices.isChanged && (
        <p className="acts">
          <Button look="quiet" onPress={choices.drop}>
            {t('movingIn.undo')}
          </Button>
        </p>
      )}
    </section>
  )
}
