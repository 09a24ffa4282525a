/** Part of the help, in the order in which a new colleague would read it. */
export const helpParts = ['begin', 'write', 'publish', 'newsroom', 'manage'] as const
export type HelpPart = (typeof helpParts)[number]

interface Entry {
  part: HelpPart
  /** The screen that it is about, where that has one address. */
  to?: string
  next: readonly string[]
}

/** Every page of help in the order of the manuals; what each says is in `desk-help.json`. */
export const helpPages = {
  'sign-in': { part: 'begin', next: ['today', 'keyboard'] },
  today: { part: 'begin', to: '/', next: ['articles', 'article', 'review'] },
  notices: { part: 'begin', to: '/notices', next: ['today', 'review'] },
  articles: { part: 'begin', to: '/articles', next: ['article', 'publishing'] },
  keyboard: { part: 'begin', next: ['editor', 'articles'] },
  offline: { part: 'begin', next: ['article', 'history'] },
  article: { part: 'write', to: '/new', next: ['editor', 'paste', 'checks', 'publishing'] },
  editor: { part: 'write', next: ['paste', 'library', 'keyboard'] },
  paste: { part: 'write', next: ['editor', 'checks'] },
  languages: { part: 'write', next: ['translations', 'checks'] },
  checks: { part: 'write', next: ['preview', 'publishing'] },
  notes: { part: 'write', next: ['article', 'review'] },
  preview: { part: 'write', next: ['share', 'publishing'] },
  publishing: { part: 'publish', next: ['review', 'calendar', 'history'] },
  review: { part: 'publish', next: ['publishing', 'history', 'share'] },
  history: { part: 'publish', next: ['publishing', 'activity'] },
  share: { part: 'publish', next: ['preview', 'history'] },
  calendar: { part: 'newsroom', to: '/calendar', next: ['releases', 'publishing', 'today'] },
  releases: { part: 'newsroom', to: '/releases', next: ['calendar', 'publishing'] },
  translations: { part: 'newsroom', to: '/translations', next: ['languages', 'today'] },
  library: { part: 'newsroom', to: '/media', next: ['editor', 'checks'] },
  letters: { part: 'newsroom', to: '/letters', next: ['publishing', 'look-back'] },
  royalties: { part: 'manage', to: '/royalties', next: ['articles', 'activity'] },
  'look-back': { part: 'manage', to: '/look-back', next: ['translations', 'library', 'activity'] },
  activity: { part: 'manage', to: '/activity', next: ['history', 'staff'] },
  staff: { part: 'manage', to: '/staff', next: ['settings', 'activity'] },
  menu: { part: 'manage', to: '/menu', next: ['settings'] },
  settings: { part: 'manage', to: '/settings', next: ['menu', 'staff', 'activity'] },
  'moving-in': { part: 'manage', to: '/moving-in', next: ['settings', 'library', 'articles'] },
} as const satisfies Record<string, Entry>

export type HelpPage = keyof typeof helpPages

export const isHelpPage = (name: string | undefined): name is HelpPage =>
  name !== undefined && Object.hasOwn(helpPages, name)

// Object.keys forgets that the names are exactly these.
export const helpPageNames = Object.keys(helpPages) as HelpPage[]

export const pagesOf = (part: HelpPart): HelpPage[] =>
  helpPageNames.filter((page) => helpPages[page].part === part)
