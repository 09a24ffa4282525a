/** @jsxImportSource react */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import type { NoticeKind } from './move.ts'
import { useNoticesOf } from './use-move.ts'

interface NoticesOfProps {
  move: string
  tag: string | undefined
  kind: NoticeKind
}

/** One kind of what somebody should know; opened, what to do and where. */
export function NoticesOf({ move, tag, kind }: NoticesOfProps) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {kind.says} <span className="count">{t('counts.exact', { count: kind.count })}</span>
      </summary>
      {isOpen && (
        <div className="stack">
          <p>{kind.todo}</p>
          <Places move={move} tag={tag} kind={kind} />
        </div>
      )}
    </details>
  )
}

function Places({ move, tag, kind: { code, says, todo } }: NoticesOfProps) {
  const { t } = useWords()
  const list = useNoticesOf(move, tag, code)
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? []
  return (
    <>
      {list.isPending && <Loading />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      <ul className="file-rows">
        {notices.map((notice, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a report have no other name, and none moves
          <li key={index}>
            <span className="where">{notice.place || t('movingIn.whole')}</span>
            {(notice.says !== says || notice.todo !== todo) && (
              <span className="says">
                {notice.says}
                {notice.todo !== todo && <span className="when"> {notice.todo}</span>}
              </span>
            )}
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <p className="acts">
          <Button onPress={() => void list.fetchNextPage()} isPending={list.isFetchingNextPage}>
            {t('movingIn.more_notices')}
          </Button>
        </p>
      )}
    </>
  )
}
