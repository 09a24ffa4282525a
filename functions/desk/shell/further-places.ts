import { useDesk } from '../api/desk.ts'
import { useWords } from '../words.tsx'
import { furtherKeys } from './places.ts'

export interface FurtherPlace {
  to: string
  name: string
  keys: string | undefined
}

/** Places that not everybody may enter, or not every day: in the order of a working day, those of administrators last. */
export function useFurtherPlaces(): readonly FurtherPlace[] {
  const { t } = useWords()
  const may = useDesk().data?.data.me.may ?? []
  const open = [
    ...(may.includes('confirm') ? ([{ to: '/translations', word: 'translations' }] as const) : []),
    ...(may.includes('read') ? ([{ to: '/releases', word: 'releases' }] as const) : []),
    ...(may.includes('remunerate') ? ([{ to: '/royalties', word: 'royalties' }] as const) : []),
    ...(may.includes('answer') ? ([{ to: '/letters', word: 'letters' }] as const) : []),
    ...(may.includes('read')
      ? ([
          { to: '/look-back', word: 'look_back' },
          { to: '/activity', word: 'activity' },
        ] as const)
      : []),
    ...(may.includes('appoint') ? ([{ to: '/staff', word: 'staff' }] as const) : []),
    ...(may.includes('configure')
      ? ([
          { to: '/menu', word: 'menu' },
          { to: '/settings', word: 'settings' },
        ] as const)
      : []),
    ...(may.includes('import') ? ([{ to: '/moving-in', word: 'moving_in' }] as const) : []),
  ]
  return open.map(({ to, word }, index) => ({ to, name: t(`shell.${word}`), keys: furtherKeys[index] }))
}
