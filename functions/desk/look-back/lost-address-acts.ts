import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Api } from '../api/api.ts'
import { useApi } from '../api/context.tsx'
import { say } from '../ui/toast.tsx'
import { useWords } from '../words.tsx'

/** An address at which readers found nothing. */
export interface Lost {
  address: string
  times: number
  /** A day, UTC. */
  last: string
}

export function useLost() {
  const api = useApi()
  return useQuery({
    queryKey: ['lost'],
    queryFn: async ({ signal }) =>
      (await api.read<{ addresses: Lost[] }>('/addresses/lost?limit=50', { signal })).data.addresses,
  })
}

interface GonePart {
  value: { gone: string[] }
}

/** Addresses that are said to be gone. */
export function useGone() {
  const api = useApi()
  return useQuery({
    queryKey: ['settings-part', 'gone'],
    queryFn: ({ signal }) => api.read<GonePart>('/settings/gone', { signal }),
  })
}

async function leadTo(api: Api, article: string, address: string, leads: boolean): Promise<void> {
  const path = `/articles/${encodeURIComponent(article)}`
  // An act of one moment: whatever was written of the article meanwhile stays.
  const { tag } = await api.read(path)
  await api.write(`${path}/addresses`, { method: 'POST', match: tag, body: { address, leads } })
}

async function callGone(api: Api, address: string, isGone: boolean): Promise<void> {
  const { data, tag } = await api.read<GonePart>('/settings/gone')
  const others = data.value.gone.filter((each) => each !== address)
  const gone = isGone ? [...others, address] : others
  await api.write('/settings/gone', { method: 'PUT', match: tag, body: { gone } })
}

/** What is done about an address: each act can be taken back. Throws what the API refuses. */
export function useLostAddressActs() {
  const { t } = useWords()
  const api = useApi()
  const queries = useQueryClient()

  async function done(): Promise<void> {
    await Promise.all(
      [['lost'], ['settings-part', 'gone'], ['article']].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
  }
  const forget = (address: string) =>
    api.write('/addresses/lost/forget', { method: 'POST', body: { address } })
  const undo = (act: () => Promise<void>) => ({
    name: t('lookBack.lost.undo'),
    onPress: () => void act().then(done, () => say(t('lookBack.lost.not_undone'))),
  })

  return {
    async lead(address: string, article: string): Promise<void> {
      await leadTo(api, article, address, true)
      await forget(address)
      say(
        t('lookBack.lost.led', { address }),
        undo(() => leadTo(api, article, address, false)),
      )
      await done()
    },
    async gone(address: string): Promise<void> {
      await callGone(api, address, true)
      await forget(address)
      say(
        t('lookBack.lost.said_gone', { address }),
        undo(() => callGone(api, address, false)),
      )
      await done()
    },
    async back(address: string): Promise<void> {
      await callGone(api, address, false)
      say(
        t('lookBack.lost.taken_back', { address }),
        undo(() => callGone(api, address, true)),
      )
      await done()
    },
    async forget(address: string): Promise<void> {
      await forget(address)
      say(t('lookBack.lost.forgotten', { address }))
      await done()
    },
  }
}
