/** @jsxImportSource react */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useApi } from '../api/context.tsx'
import { useMe } from '../api/newsroom.ts'
import { Button } from '../ui/button.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { ArticleAnswer } from './article.ts'

/** Addresses of former days that were led to an article here, and the way to end that. */
export function FormerAddresses({ article: { id, formerAddresses = [] } }: Pick<ArticleAnswer, 'article'>) {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()
  const me = useMe().data
  const [error, setError] = useState<unknown>()
  if (formerAddresses.length === 0) return null
  const end = async (address: string) => {
    setError(undefined)
    try {
      const path = `/articles/${encodeURIComponent(id)}`
      const { tag } = await api.read(path)
      await api.write(`${path}/addresses`, { method: 'POST', match: tag, body: { address, leads: false } })
      await queries.invalidateQueries({ queryKey: ['article', id] })
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <details className="more">
      <summary>{t('live.addresses', { count: formerAddresses.length })}</summary>
      <ul className="people">
        {formerAddresses.map((address) => (
          <li key={address}>
            <span className="address">{address}</span>
            {me && isPermitted(me, 'publish') && (
              <Button
                look="quiet"
                aria-label={t('live.end_of', { address })}
                onPress={() => void end(address)}
              >
                {t('live.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error !== undefined && <Trouble error={error} />}
    </details>
  )
}
