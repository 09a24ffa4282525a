/** @jsxImportSource hono/jsx/dom */
import { dateline } from '../domain/dates.ts'
import type { Locale } from '../domain/locale.ts'
import { isRole } from '../domain/role.ts'
import type { DeskFailure } from './failure.ts'
import type { Account } from './session.ts'
import type { Translate } from './words.ts'
import { type Item, type Section, sectionName, type Work } from './work.ts'

/** What every screen is given. A heading takes the focus when a screen comes in place of another. */
export interface View {
  t: Translate
  locale: Locale
}

function Heading({ text }: { text: string }) {
  return (
    <h1 tabindex={-1} data-focus>
      {text}
    </h1>
  )
}

export function Loading({ t }: View) {
  return (
    <>
      <Heading text={t('title')} />
      <p>{t('loading')}</p>
    </>
  )
}

export function SignedOut({ t, onSignIn }: View & { onSignIn: () => void }) {
  return (
    <>
      <Heading text={t('title')} />
      <p class="intro">{t('signIn.intro')}</p>
      <button type="button" class="main" onClick={onSignIn}>
        {t('signIn.button')}
      </button>
    </>
  )
}

/** The second window, when it has done its part. */
export function Done({ t }: View) {
  return (
    <>
      <Heading text={t('title')} />
      <p>{t('signIn.close')}</p>
    </>
  )
}

interface FailedProps extends View {
  failure: DeskFailure
  account: Account | undefined
  onRetry: () => void
  onSignIn: () => void
  onSignOut: () => void
}

export function Failed({ t, failure: { code }, account, onRetry, onSignIn, onSignOut }: FailedProps) {
  const mustSignIn = code === 'signed_out' || code === 'sign_in_failed'
  return (
    <>
      <Heading text={t('failures.title')} />
      <p class="failure">{t(`failures.${code}`)}</p>
      {code === 'not_staff' && account && (
        <dl class="facts">
          <dt>{t('failures.principal')}</dt>
          <dd>
            <code>{account.principal}</code>
          </dd>
        </dl>
      )}
      <p class="acts">
        {mustSignIn ? (
          <button type="button" class="main" onClick={onSignIn}>
            {t('signIn.again')}
          </button>
        ) : (
          <button type="button" class="main" onClick={onRetry}>
            {t('failures.retry')}
          </button>
        )}
        {account && !mustSignIn && (
          <button type="button" onClick={onSignOut}>
            {t('signOut')}
          </button>
        )}
      </p>
    </>
  )
}

function Article({ t, locale, item, sections }: View & { item: Item; sections: Section[] }) {
  const at = dateline(item.updatedAt, locale)
  return (
    <li class="item">
      {item.texts.map((text) => (
        <p class="title" key={text.locale}>
          <span lang={text.title ? text.locale : locale}>{text.title || t('work.untitled')}</span>{' '}
          <span class="tag">{t(`languages.${text.locale}`)}</span>
        </p>
      ))}
      <p class="when">
        {sectionName(sections, item.section, locale)} · {t('work.updated', { at, name: item.updatedBy })}
      </p>
    </li>
  )
}

interface WorkProps extends View {
  work: Work
  account: Account | undefined
  onReload: () => void
  onSignOut: () => void
}

export function Waiting({ t, locale, work, account, onReload, onSignOut }: WorkProps) {
  const { member, sections, waiting, items, hasMore } = work
  return (
    <div class="columns">
      <div class="flow">
        <Heading text={t(`work.${waiting}`)} />
        {items.length === 0 && <p class="empty">{t(`work.none_${waiting}`)}</p>}
        <ul class="items">
          {items.map((item) => (
            <Article key={item.id} t={t} locale={locale} item={item} sections={sections} />
          ))}
        </ul>
        {hasMore && <p class="when">{t('work.more', { count: items.length })}</p>}
        <p class="acts">
          <button type="button" onClick={onReload}>
            {t('work.reload')}
          </button>
        </p>
      </div>
      <Who
        t={t}
        locale={locale}
        member={member}
        sections={sections}
        account={account}
        onSignOut={onSignOut}
      />
    </div>
  )
}

/** The word for a role; as it is, for one that came after these words. */
function roleName(role: string, t: Translate): string {
  return isRole(role) ? t(`roles.${role}`) : role
}

type WhoProps = Omit<WorkProps, 'work' | 'onReload'> & Pick<Work, 'member' | 'sections'>

function Who({ t, locale, member, sections, account, onSignOut }: WhoProps) {
  const own = member.sections?.map((id) => sectionName(sections, id, locale)).join(', ')
  return (
    <section class="account" aria-labelledby="account">
      <h2 id="account">{t('me.title')}</h2>
      <p>
        <strong>{member.name}</strong>
        {account?.email && <span class="email">{account.email}</span>}
      </p>
      <dl class="facts">
        <dt>{t('me.role')}</dt>
        <dd>{roleName(member.role, t)}</dd>
        <dt>{t('me.sections')}</dt>
        <dd>{own ?? t('me.everySection')}</dd>
      </dl>
      <button type="button" onClick={onSignOut}>
        {t('signOut')}
      </button>
    </section>
  )
}
