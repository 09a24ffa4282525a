/** @jsxImportSource react */
import { useState } from 'react'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReason } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { Found } from './found.ts'
import { FoundList } from './found-list.tsx'

interface PageChecksProps {
  /** Draws the page that readers would get, and looks at its structure. */
  check: () => Promise<Found[]>
  /** Of what the page would be made now. */
  subject: unknown
  /** What the checks of the text have said already. */
  said: readonly Found[]
  onShow?: ((found: Found) => void) | undefined
}

interface Checked {
  of: unknown
  found?: Found[]
  error?: unknown
}

const isSame = (one: Found, other: Found) => one.rule === other.rule && one.block === other.block

/** The checks of the finished page, made when they are asked for. */
export function PageChecks({ check, subject, said, onShow }: PageChecksProps) {
  const { t } = useWords()
  const tell = useTell()
  const reason = useReason()
  const [isChecking, setChecking] = useState(false)
  const [checked, setChecked] = useState<Checked>()
  const unsaid = (all: readonly Found[]) => all.filter((each) => !said.some((other) => isSame(each, other)))
  const found = checked?.found && unsaid(checked.found)
  const count = (news: readonly Found[]) =>
    news.length === 0 ? t('checks.page.none') : t('checks.page.found', { count: news.length })

  const begin = async () => {
    setChecking(true)
    tell(t('checks.page.checking'))
    try {
      const news = await check()
      setChecked({ of: subject, found: news })
      tell(count(unsaid(news)))
    } catch (error) {
      setChecked({ of: subject, error })
    } finally {
      setChecking(false)
    }
  }
  return (
    <section className="stack" aria-labelledby="page-checks">
      <h2 id="page-checks">{t('checks.page.title')}</h2>
      <p className="hint">{t('checks.page.hint')}</p>
      {found && <p>{count(found)}</p>}
      {found && <FoundList found={found} onShow={onShow} />}
      {checked?.error !== undefined && <Notice tone="wrong">{reason(checked.error)}</Notice>}
      {checked && checked.of !== subject && <p className="hint">{t('checks.page.outdated')}</p>}
      <div className="acts">
        <Button onPress={() => void begin()} isPending={isChecking}>
          {t(checked ? 'checks.page.again' : 'checks.page.check')}
        </Button>
      </div>
    </section>
  )
}
