/** @jsxImportSource react */
import { useState } from 'react'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { saveFile } from '../ui/save-file.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { Move } from './move.ts'

const forms = ['html', 'csv'] as const
type Form = (typeof forms)[number]

/** The whole report, to be kept. */
export function ReportActs({ move }: { move: Move }) {
  const { t, locale } = useWords()
  const api = useApi()
  const [fetched, setFetched] = useState<Form>()
  const [error, setError] = useState<unknown>()
  const save = async (form: Form) => {
    setFetched(form)
    setError(undefined)
    try {
      const file = await api.file(`/moves/${move.id}/report.${form}?locale=${locale}`)
      saveFile(file, `${t('movingIn.report_name')} - ${move.name.replace(/[\\/:*?"<>|]/gu, '-')}.${form}`)
    } catch (failure) {
      setError(failure)
    } finally {
      setFetched(undefined)
    }
  }
  return (
    <section className="stack" data-region aria-labelledby="report">
      <h2 id="report">{t('movingIn.report')}</h2>
      <p className="hint">{t('movingIn.report_hint')}</p>
      <p className="acts">
        {forms.map((form) => (
          <Button key={form} isPending={fetched === form} onPress={() => void save(form)}>
            {t(`movingIn.report_${form}`)}
          </Button>
        ))}
      </p>
      {error !== undefined && <Trouble error={error} />}
    </section>
  )
}
