import { useQueryClient } from '@tanstack/react-query'
import type { SlotInput } from '../../domain/article/slot.ts'
import type { CalendarSlot } from '../api/calendar.ts'
import { useApi } from '../api/context.tsx'
import { newId } from '../article/new-id.ts'

export { newId as newSlotId }

/** What is done with places in the calendar that have no text yet. */
export function useSlots() {
  const api = useApi()
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all(['calendar', 'desk'].map((part) => queries.invalidateQueries({ queryKey: [part] })))
  return {
    async save(known: CalendarSlot | undefined, id: string, body: SlotInput): Promise<void> {
      const precondition = known ? { match: known.etag } : { absent: true }
      await api.write(`/slots/${id}`, { method: 'PUT', body, ...precondition })
      await refresh()
    },

    async drop({ id, etag }: CalendarSlot): Promise<void> {
      await api.write(`/slots/${id}/drop`, { method: 'POST', body: {}, match: etag })
      await refresh()
    },

    /** Makes an article of it, and answers its id. */
    async begin({ id, etag }: CalendarSlot): Promise<string> {
      const article = newId()
      await api.write(`/slots/${id}/begin`, { method: 'POST', body: { article }, match: etag })
      await refresh()
      return article
    },
  }
}
