/** @jsxImportSource react */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { dateline } from '../../domain/dates.ts'
import { sectionName } from '../api/newsroom.ts'
import { useInside } from '../shell/door.tsx'
import { Screen } from '../shell/screen.tsx'
import { noteEnded } from '../shell/session-banner.tsx'
import { useTell } from '../shell/tell.tsx'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { type Item, readWork, type Section } from './work.ts'

function Article({ item, sections }: { item: Item; sections: Section[] }) {
  const { t, locale } = useWords()
  const at = dateline(item.updatedAt, locale)
  return (
    <li className="item">
      {item.texts.map((text) => (
        <p className="title" key={text.locale}>
          <span lang={text.title ? text.locale : locale}>{text.title || t('work.untitled')}</span>{' '}
          <span className="tag">{t(`languages.${text.locale}`)}</span>
        </p>
      ))}
      <p className="when">
        {sectionName(sections, item.section, locale)} · {t('work.updated', { at, name: item.updatedBy })}
      </p>
    </li>
  )
}

/** What waits for whoever is signed in. */
export function Today() {
  const { t } = useWords()
  const { session } = useInside()
  const tell = useTell()
  const work = useQuery({ queryKey: ['work'], queryFn: () => readWork(session) })
  useEffect(() => {
    if (work.error) noteEnded(work.error)
    else if (work.data) tell(t('me.welcome', { name: work.data.member.name }))
  }, [work.error, work.data, tell, t])
  if (work.isPending) return <Loading />
  if (work.error)
    return (
      <Screen title={t('failures.title')}>
        <Trouble error={work.error} onRetry={() => void work.refetch()} />
      </Screen>
    )
  const { waiting, items, hasMore, sections } = work.data
  return (
    <Screen
      title={t(`work.${waiting}`)}
      acts={<Button onPress={() => void work.refetch()}>{t('work.reload')}</Button>}
    >
      {items.length === 0 ? (
        <p className="empty">{t(`work.none_${waiting}`)}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <Article key={item.id} item={item} sections={sections} />
          ))}
        </ul>
      )}
      {hasMore && <p className="when">{t('work.more', { count: items.length })}</p>}
    </Screen>
  )
}
