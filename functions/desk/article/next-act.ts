import type { Status } from '../../domain/article/status.ts'
import { startsFrom } from '../../domain/article/workflow.ts'
import { isPermittedOn, type Permission } from '../../domain/people/permissions.ts'
import type { Role } from '../../domain/role.ts'

/**
 * What somebody can do with a text. `fix`: see what a check found; `update`: bring a translation to what its source says
 * now; `confirm`: say that it holds as it is; `review`: look at what went public without approval; `expire`: plan when it
 * leaves; `edit`: write on.
 */
export type TextAct =
  | 'translate'
  | 'edit'
  | 'fix'
  | 'update'
  | 'confirm'
  | 'submit'
  | 'approve'
  | 'publish'
  | 'schedule'
  | 'reschedule'
  | 'publish_now'
  | 'review'
  | 'share'
  | 'view'
  | 'recall'
  | 'return'
  | 'unschedule'
  | 'expire'
  | 'withdraw'

/** Why nothing is left to do for this person, or why not what the text waits for; it is said in words beside the text. */
export type WhyNot =
  | 'other_section'
  | 'discarded'
  | 'someone_elses'
  | 'waits_for_approval'
  | 'last_author'
  | 'waits_for_publication'
  | 'other_languages'
  | 'planned'
  | 'public'
  | 'own_emergency'
  | 'withdrawn'

/** What is known of a text, and of this person and it. */
export interface TextFacts {
  status: Status | 'missing'
  /** Readers have it, whatever its status. */
  isLive: boolean
  /** Its source says something else now. */
  isStale: boolean
  /** It is planned to leave. */
  expires: boolean
  /** Went public without approval, and nobody has looked at it since; by whom. */
  unreviewed: 'me' | 'other' | undefined
  /** The article was put away: nothing is done to it before it is taken back. */
  isDiscarded: boolean
  /** This person made the article. */
  isOwn: boolean
  /** This person changed the text last. */
  isLastAuthor: boolean
  /** This person handed it over, and may take it back. */
  isSubmitter: boolean
}

export interface Terms {
  role: Role
  /** Whether this person works on the section of the article. */
  inSection: boolean
  /** Whether a text must be approved by somebody other than its last author. */
  fourEyes: boolean
  /** How many checks stand against handing the text over. @default 0 */
  errors?: number
  /** Whether its section publishes nothing before the other languages are approved, and they are not. @default false */
  needsLanguages?: boolean
  /** How approved texts go public here as a rule. @default publish */
  habit?: 'publish' | 'schedule'
}

export interface NextActs {
  /** The one next act: what the text waits for, where this person can do it. */
  act?: TextAct
  why?: WhyNot
  others: {
    /** What takes nothing away from anybody. */
    harmless: TextAct[]
    /** What gives a text back, or takes it from readers or from the plan. */
    taking: TextAct[]
  }
}

interface Case extends TextFacts, Required<Terms> {}

const permissionOf: Record<TextAct, Permission> = {
  translate: 'edit',
  edit: 'edit',
  fix: 'edit',
  update: 'edit',
  confirm: 'confirm',
  submit: 'submit',
  approve: 'approve',
  publish: 'publish',
  schedule: 'schedule',
  reschedule: 'schedule',
  publish_now: 'publish_now',
  review: 'review',
  share: 'share',
  view: 'read',
  recall: 'recall',
  return: 'return',
  unschedule: 'schedule',
  expire: 'schedule',
  withdraw: 'withdraw',
}

function from(act: keyof typeof startsFrom, { status }: Case): boolean {
  const states: readonly string[] = startsFrom[act]
  return states.includes(status)
}

/** Whether a text stands so that the act can be done to it, whoever does it. */
const possible: Record<TextAct, (text: Case) => boolean> = {
  translate: ({ status }) => status === 'missing',
  edit: ({ status }) => status !== 'missing',
  fix: (text) => from('submit', text) && text.errors > 0,
  update: ({ status, isStale }) => status !== 'missing' && isStale,
  confirm: ({ status, isStale }) => status !== 'missing' && isStale,
  submit: (text) => from('submit', text) && text.errors === 0,
  approve: (text) => from('approve', text) && !(text.fourEyes && text.isLastAuthor),
  publish: (text) => from('publish', text) && !text.needsLanguages,
  schedule: (text) => text.status === 'approved' && !text.needsLanguages,
  reschedule: (text) => text.status === 'scheduled' && !text.needsLanguages,
  // What is approved is published in the ordinary way, unless that waits for another language.
  publish_now: (text) =>
    from('publish_now', text) && text.errors === 0 && (!from('publish', text) || text.needsLanguages),
  review: ({ unreviewed }) => unreviewed === 'other',
  share: ({ status }) => status !== 'missing',
  view: ({ isLive }) => isLive,
  recall: (text) => from('recall', text) && text.isSubmitter,
  return: (text) => from('return', text),
  unschedule: (text) => from('unschedule', text) || text.expires,
  expire: ({ isLive, expires }) => isLive && !expires,
  withdraw: ({ isLive }) => isLive,
}

function can(act: TextAct, text: Case): boolean {
  const { role, isOwn, status, inSection, isDiscarded } = text
  // Reading is not bound to sections.
  if (act === 'view') return possible.view(text)
  // A language that is not written yet is judged as its first draft.
  const now = status === 'missing' ? 'draft' : status
  return (
    !isDiscarded && inSection && isPermittedOn(role, permissionOf[act], isOwn, now) && possible[act](text)
  )
}

/** Whether the role may do it to a text like this, if only the text were ready for it. */
const may = (act: TextAct, { role, isOwn, status }: Case) =>
  status !== 'missing' && isPermittedOn(role, permissionOf[act], isOwn, status)

/** What a text waits for, most wanted first: the first of them that this person can do is their next act. */
function wanted(text: Case): TextAct[] {
  const { status, isSubmitter, habit } = text
  switch (status) {
    case 'missing':
      return ['translate']
    case 'draft':
      return ['fix', 'submit']
    case 'in_review':
      // Who handed it over waits; taking it back is for second thoughts, not the next act.
      return isSubmitter || may('approve', text) ? ['approve'] : ['return']
    case 'approved':
      return habit === 'schedule' ? ['schedule', 'publish'] : ['publish', 'schedule']
    case 'scheduled':
      return ['reschedule']
    case 'published':
      return ['review', 'update', 'edit']
    case 'withdrawn':
      return ['edit']
  }
}

const whyNot: Record<Case['status'], (text: Case) => WhyNot> = {
  missing: () => 'someone_elses',
  draft: () => 'someone_elses',
  in_review: (text) => (may('approve', text) ? 'last_author' : 'waits_for_approval'),
  approved: (text) => (may('publish', text) ? 'other_languages' : 'waits_for_publication'),
  scheduled: (text) => (may('schedule', text) ? 'other_languages' : 'planned'),
  published: () => 'public',
  withdrawn: () => 'withdrawn',
}

function whyOf(text: Case, act: TextAct | undefined): WhyNot | undefined {
  if (text.isDiscarded) return 'discarded'
  if (act === undefined) return text.inSection ? whyNot[text.status](text) : 'other_section'
  // They can write on, but cannot be the second pair of eyes.
  return text.status === 'published' && text.unreviewed === 'me' ? 'own_emergency' : undefined
}

const harmless = [
  'edit',
  'submit',
  'review',
  'approve',
  'publish',
  'schedule',
  'update',
  'confirm',
  'publish_now',
  'share',
  'view',
] as const satisfies TextAct[]
const taking = ['recall', 'return', 'unschedule', 'expire', 'withdraw'] as const satisfies TextAct[]

/** The one next act of a text for a person, why there is none, and what else they can do with it. Pure. */
export function nextActs(facts: TextFacts, terms: Terms): NextActs {
  const text: Case = { errors: 0, needsLanguages: false, habit: 'publish', ...facts, ...terms }
  const act = wanted(text).find((each) => can(each, text))
  const why = whyOf(text, act)
  const others = (acts: readonly TextAct[]) => acts.filter((each) => each !== act && can(each, text))
  return {
    ...(act && { act }),
    ...(why && { why }),
    others: { harmless: others(harmless), taking: others(taking) },
  }
}
