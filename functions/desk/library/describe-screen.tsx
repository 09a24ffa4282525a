/** @jsxImportSource react */
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { type Locale, locales } from '../../domain/locale.ts'
import { isPermitted } from '../../domain/people/permissions.ts'
import { useMe } from '../api/newsroom.ts'
import { addressOfFile } from '../media/library.ts'
import { useLibrary } from '../media/use-library.ts'
import { Screen } from '../shell/screen.tsx'
import { useScreenActs } from '../shell/screen-acts.ts'
import { useTell } from '../shell/tell.tsx'
import { isMac } from '../text/is-mac.ts'
import { shownKeys } from '../text/keys.ts'
import { Button } from '../ui/button.tsx'
import { Loading } from '../ui/loading.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { useWords } from '../words.tsx'
import { addressOf, noFilters } from './filters.ts'
import { type KnownFile, useFile } from './use-file.ts'
import { useWordsOf, WordInput, WordsTrouble } from './words-form.tsx'

const saveKeys = 'Mod+Enter'

/** Pictures that say nothing yet in a language, one after the other: by the keyboard alone. */
export function DescribeScreen({ locale }: { locale: Locale }) {
  const { t } = useWords()
  return (
    <Screen title={t('library.describe_title', { language: t(`languages.${locale}`) })}>
      <p>
        <Link href={addressOf({ ...noFilters, list: `undescribed.${locale}` })}>
          {t('library.describe_list')}
        </Link>
      </p>
      <Pictures locale={locale} />
    </Screen>
  )
}

function Pictures({ locale }: { locale: Locale }) {
  const { t } = useWords()
  const me = useMe().data
  // Contributors describe what they uploaded themselves.
  const by = me && !isPermitted(me, 'curate') ? me.id : undefined
  const question = new URLSearchParams({
    status: 'ready',
    undescribed: locale,
    limit: '60',
    ...(by && { by }),
  }).toString()
  const list = useLibrary(question)
  /** In the order in which they came; one that was described meanwhile stays, for whoever goes back. */
  const [ids, setIds] = useState<readonly string[]>([])
  const [at, setAt] = useState(0)
  const tell = useTell()
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    setIds((known) => {
      const news = rows.map(({ id }) => id).filter((id) => !known.includes(id))
      return news.length > 0 ? [...known, ...news] : known
    })
  }, [rows])
  const isNearEnd = at >= ids.length - 5
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [isNearEnd, hasNextPage, isFetchingNextPage, fetchNextPage])
  if (list.error) return <Trouble error={list.error} onRetry={() => void list.refetch()} />
  const id = ids[at]
  if (!id) {
    if (list.isSearching || rows.length > 0 || list.isFetching) return <Loading />
    return <p className="empty">{t('library.none.undescribed')}</p>
  }
  const place = t(hasNextPage ? 'library.describe_at_more' : 'library.describe_at', {
    number: at + 1,
    count: ids.length,
  })
  const isLast = at === ids.length - 1
  const goTo = (next: number) => {
    setAt(Math.max(0, next))
    tell(t('library.describe_at', { number: Math.max(0, next) + 1, count: ids.length }))
  }
  return (
    <>
      <p className="when">{place}</p>
      <Picture
        key={id}
        id={id}
        locale={locale}
        isFirst={at === 0}
        isLast={isLast}
        onNext={() => goTo(at + 1)}
        onBack={() => goTo(at - 1)}
      />
    </>
  )
}

interface PictureProps {
  id: string
  locale: Locale
  isFirst: boolean
  isLast: boolean
  onNext: () => void
  onBack: () => void
}

function Picture({ id, ...props }: PictureProps) {
  const file = useFile(id)
  if (file.data) return <PictureForm known={file.data} {...props} />
  if (file.error) return <Trouble error={file.error} onRetry={() => void file.refetch()} />
  return <Loading />
}

function PictureForm({
  known,
  locale,
  isFirst,
  isLast,
  onNext,
  onBack,
}: Omit<PictureProps, 'id'> & { known: KnownFile }) {
  const { t } = useWords()
  const typing = useWordsOf(known)
  const form = useRef<HTMLFormElement>(null)
  const [isEnd, setEnd] = useState(false)
  const { file, name, description } = known.data.media
  // Whoever goes from one to the next types on.
  useEffect(() => form.current?.querySelector('textarea')?.focus(), [])
  const goOn = () => (isLast ? setEnd(true) : onNext())
  const save = async () => {
    if (!typing.isTyped || (await typing.save())) goOn()
  }
  useScreenActs([{ name: t('library.describe_next'), keys: saveKeys, run: () => void save() }])
  const others = locales.filter((each) => each !== locale && description[each]?.alt)
  return (
    <form
      ref={form}
      className="describe"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <img src={addressOfFile({ file }, 960)} alt={t('library.describe_picture', { name })} />
      <div className="stack">
        <p className="when file-name">{name}</p>
        {others.map((each) => (
          <p key={each}>
            <b>{t(`languages.${each}`)}:</b> <span lang={each}>{description[each]?.alt}</span>
          </p>
        ))}
        <WordsTrouble typing={typing} />
        <WordInput typing={typing} locale={locale} field="alt" />
        <WordInput typing={typing} locale={locale} field="caption" />
        <WordInput typing={typing} locale={locale} field="credit" />
        <div className="acts">
          <Button look="main" type="submit" isPending={typing.isPending}>
            {t('library.describe_next')} <kbd>{shownKeys(saveKeys, isMac)}</kbd>
          </Button>
          <Button onPress={goOn}>{t('library.describe_skip')}</Button>
          <Button onPress={onBack} isDisabled={isFirst}>
            {t('library.describe_back')}
          </Button>
        </div>
        {isEnd && (
          <p role="status" className="notice done">
            {t('library.describe_end')}
          </p>
        )}
      </div>
    </form>
  )
}
