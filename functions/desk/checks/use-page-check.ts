import { useFiles } from '../media/use-files.ts'
import type { Drawn } from '../preview/draw-page.ts'
import type { Found } from './found.ts'

/** Looks at the page that readers would get; what that needs comes when it is first asked for. */
export function usePageCheck(drawn: Omit<Drawn, 'find'>): () => Promise<Found[]> {
  const { find } = useFiles([])
  return async () => {
    const { checkPage } = await import('../preview/check-page.ts')
    return await checkPage({ ...drawn, find })
  }
}
