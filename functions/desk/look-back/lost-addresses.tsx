/** @jsxImportSource react */
import { useState } from 'react'
import { shortDate } from '../../domain/dates.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useMe } from '../api/newsroom.ts'
import { ArticleFinder } from '../article/article-finder.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { csvOf, saveFile } from '../ui/save-file.ts'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type Lost, useGone, useLost, useLostAddressActs } from './lost-address-acts.ts'

/** An address for a person: escapes as the letters that they are. */
function readable(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

/** Addresses at which readers found nothing, each with what can be done about it. */
export function LostAddresses() {
  const { t } = useWords()
  const lost = useLost()
  const { data = [] } = lost
  const [error, setError] = useState<unknown>()
  const save = () => {
    const head = [t('lookBack.lost.address'), t('lookBack.times'), t('lookBack.lost.last')]
    const rows = data.map(({ address, times, last }) => [address, times, last])
    saveFile(csvOf([head, ...rows]), `${t('lookBack.names.addresses')}.csv`)
  }
  return (
    <>
      <p className="hint">{t('lookBack.lost.hint')}</p>
      <div className="acts report-acts">
        <Button isDisabled={data.length === 0} onPress={save}>
          {t('lookBack.export')}
        </Button>
      </div>
      {lost.isPending && <Loading />}
      {lost.error && <Trouble error={lost.error} onRetry={() => void lost.refetch()} />}
      {error !== undefined && <Trouble error={error} />}
      {lost.data?.length === 0 && <p className="empty">{t('lookBack.lost.none')}</p>}
      {data.length > 0 && <LostList addresses={data} onTrouble={setError} />}
      <GoneAddresses onTrouble={setError} />
    </>
  )
}

interface LostListProps {
  addresses: readonly Lost[]
  onTrouble: (error: unknown) => void
}

function LostList({ addresses, onTrouble }: LostListProps) {
  const { t, locale } = useWords()
  const me = useMe().data
  const acts = useLostAddressActs()
  const [led, setLed] = useState<string>()
  const attempt = (act: () => Promise<void>) => {
    onTrouble(undefined)
    void act().catch(onTrouble)
  }
  const may = {
    lead: me && isPermitted(me, 'publish'),
    gone: me && isPermitted(me, 'configure'),
    forget: me && isPermitted(me, 'answer'),
  }
  return (
    <>
      <ul className="people" aria-label={t('lookBack.names.addresses')}>
        {addresses.map(({ address, times, last }) => (
          <li key={address}>
            <div className="says">
              <a className="address" href={address} target="_blank" rel="noreferrer">
                {readable(address)}
              </a>
              <p className="when">
                {t('lookBack.lost.opened', { count: times, day: shortDate(`${last}T00:00:00Z`, locale) })}
              </p>
            </div>
            <div className="acts">
              {may.lead && (
                <Button
                  aria-label={t('lookBack.lost.lead_of', { address: readable(address) })}
                  onPress={() => setLed(address)}
                >
                  {t('lookBack.lost.lead')}
                </Button>
              )}
              {may.gone && (
                <Button
                  look="quiet"
                  aria-label={t('lookBack.lost.gone_of', { address: readable(address) })}
                  onPress={() => attempt(() => acts.gone(address))}
                >
                  {t('lookBack.lost.gone')}
                </Button>
              )}
              {may.forget && (
                <Button
                  look="quiet"
                  aria-label={t('lookBack.lost.forget_of', { address: readable(address) })}
                  onPress={() => attempt(() => acts.forget(address))}
                >
                  {t('lookBack.lost.forget')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {led && (
        <LeadDialog
          address={led}
          onClose={() => setLed(undefined)}
          onChoose={(article) => acts.lead(led, article)}
        />
      )}
    </>
  )
}

interface LeadDialogProps {
  address: string
  onClose: () => void
  onChoose: (article: string) => Promise<void>
}

/** Asks for the article that stands there now. */
function LeadDialog({ address, onClose, onChoose }: LeadDialogProps) {
  const { t, locale } = useWords()
  const [error, setError] = useState<unknown>()
  return (
    <Dialog title={t('lookBack.lost.lead_title')} isOpen onClose={onClose}>
      <p className="address">{readable(address)}</p>
      <p className="hint">{t('lookBack.lost.lead_hint')}</p>
      <ArticleFinder
        label={t('lookBack.lost.article')}
        text={locale}
        except={[]}
        isPublic
        onChoose={(article) => {
          setError(undefined)
          onChoose(article).then(onClose, setError)
        }}
      />
      {error !== undefined && <Trouble error={error} />}
      <div className="acts">
        <Button onPress={onClose}>{t('lookBack.lost.cancel')}</Button>
      </div>
    </Dialog>
  )
}

/** Those that are said to be gone, for whoever may take that back. */
function GoneAddresses({ onTrouble }: Pick<LostListProps, 'onTrouble'>) {
  const { t } = useWords()
  const me = useMe().data
  const acts = useLostAddressActs()
  const gone = useGone().data?.data.value.gone ?? []
  if (gone.length === 0) return null
  return (
    <section aria-labelledby="gone-addresses">
      <h2 id="gone-addresses">{t('lookBack.lost.gone_list')}</h2>
      <ul className="people">
        {gone.map((address) => (
          <li key={address}>
            <span className="address">{readable(address)}</span>
            {me && isPermitted(me, 'configure') && (
              <Button
                look="quiet"
                aria-label={t('lookBack.lost.back_of', { address: readable(address) })}
                onPress={() => void acts.back(address).catch(onTrouble)}
              >
                {t('lookBack.lost.back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
