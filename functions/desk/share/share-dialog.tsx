/** @jsxImportSource react */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { dateline } from '../../domain/dates.ts'
import type { Locale } from '../../domain/locale.ts'
import { useApi } from '../api/context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loading } from '../ui/loading.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'
import { say } from '../ui/toast.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'

interface Link {
  id: string
  locale: Locale
  purpose: 'read' | 'decide'
  label: string
  expiresAt: string
  state: 'open' | 'decided' | 'revoked' | 'expired'
}

const lifetimes = ['24', '72', '168', '720'] as const

interface ShareDialogProps {
  id: string
  locale: Locale
  /** Whether this person may let somebody else decide. */
  mayDecide: boolean
  onClose: () => void
}

/** Lets somebody without an account see a text as its page will look, or decide on it; and takes that back. */
export function ShareDialog({ id, locale: text, mayDecide, onClose }: ShareDialogProps) {
  const { t, locale } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const [label, setLabel] = useState('')
  const [purpose, setPurpose] = useState('read')
  const [hours, setHours] = useState<string>('168')
  const [made, setMade] = useState<string>()
  const [error, setError] = useState<unknown>()
  const [isMissing, setMissing] = useState(false)
  /** The link of which it is asked whether it is really to be revoked: that cannot be undone. */
  const [revoking, setRevoking] = useState<string>()
  // What is asked again after a lost answer is the same link.
  const key = useRef(crypto.randomUUID())
  const links = useQuery({
    queryKey: ['links', id],
    queryFn: async ({ signal }) =>
      (await api.read<{ links: Link[] }>(`/articles/${id}/links`, { signal })).data.links,
  })
  const open = (links.data ?? []).filter((link) => link.locale === text && link.state === 'open')

  const attempt = async (act: () => Promise<void>) => {
    setError(undefined)
    try {
      await act()
      await queries.invalidateQueries({ queryKey: ['links', id] })
    } catch (problem) {
      setError(problem)
    }
  }
  const make = (event: FormEvent) => {
    event.preventDefault()
    if (label.trim() === '') return setMissing(true)
    void attempt(async () => {
      const { data } = await api.write<{ url: string }>(`/articles/${id}/translations/${text}/links`, {
        method: 'POST',
        key: key.current,
        body: { purpose, label: label.trim(), hours: Number(hours) },
      })
      key.current = crypto.randomUUID()
      setMade(data.url)
      setLabel('')
    })
  }
  const revoke = (link: string) =>
    void attempt(async () => {
      await api.write(`/links/${link}/revoke`, { method: 'POST' })
      setRevoking(undefined)
      say(t('share.revoked'))
    })
  const copy = (url: string) =>
    void navigator.clipboard.writeText(url).then(
      () => say(t('share.copied')),
      () => say(t('share.copy_by_hand')),
    )
  return (
    <Dialog title={t('share.title')} isOpen onClose={onClose}>
      <form onSubmit={make} className="stack" noValidate>
        <TextField
          label={t('share.label')}
          hint={t('share.label_hint')}
          value={label}
          isRequired
          onChange={(words) => {
            setLabel(words)
            setMissing(false)
          }}
          error={isMissing ? t('acts.words_missing') : undefined}
        />
        {mayDecide && (
          <Select
            label={t('share.purpose')}
            value={purpose}
            onChange={setPurpose}
            choices={[
              { id: 'read', name: t('share.read') },
              { id: 'decide', name: t('share.decide') },
            ]}
          />
        )}
        <Select
          label={t('share.lifetime')}
          value={hours}
          onChange={setHours}
          choices={lifetimes.map((each) => ({
            id: each,
            name: t('share.days', { count: Number(each) / 24 }),
          }))}
        />
        {error !== undefined && <Trouble error={error} />}
        <div className="acts">
          <Button type="submit" look="main">
            {t('share.make')}
          </Button>
          <Button onPress={onClose}>{t('shell.close')}</Button>
        </div>
      </form>
      {made && (
        <div className="stack">
          <TextField label={t('share.address')} hint={t('share.once')} value={made} isReadOnly />
          <Button onPress={() => copy(made)}>{t('share.copy')}</Button>
        </div>
      )}
      <h3>{t('share.open')}</h3>
      {links.isPending && <Loading />}
      {links.data && open.length === 0 && <p className="hint">{t('share.none')}</p>}
      <ul className="stack">
        {open.map((link) => (
          <li key={link.id} className="row">
            <span>
              {link.label} · {t(`share.${link.purpose}`)} ·{' '}
              {t('share.until', { at: dateline(link.expiresAt, locale) })}
            </span>
            {revoking === link.id ? (
              <Notice
                tone="warn"
                acts={
                  <>
                    <Button look="danger" onPress={() => revoke(link.id)}>
                      {t('share.revoke')}
                    </Button>
                    <Button autoFocus onPress={() => setRevoking(undefined)}>
                      {t('acts.not_now')}
                    </Button>
                  </>
                }
              >
                <p>{t('share.revoke_sure')}</p>
              </Notice>
            ) : (
              <Button
                look="danger"
                aria-label={t('share.revoke_of', { label: link.label })}
                onPress={() => setRevoking(link.id)}
              >
                {t('share.revoke')}…
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
