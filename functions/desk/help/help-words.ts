import type { TFunction } from 'i18next'
import { type HelpPage, helpPages, isHelpPage } from './contents.ts'

/** A page of help as it is read; buttons are called in it as they are called on the screen. */
export interface HelpWords {
  title: string
  purpose: string
  /** In the order of the work. */
  steps: string[]
  notes: string[]
}

export const helpTitle = (t: TFunction<'desk'>, page: HelpPage): string => t(`help.pages.${page}.title`)

export function helpWords(t: TFunction<'desk'>, page: HelpPage): HelpWords {
  const list = (name: 'steps' | 'notes'): string[] => {
    const all: unknown = t(`help.pages.${page}.${name}`, { returnObjects: true })
    return Array.isArray(all) ? all.map(String) : []
  }
  return {
    title: helpTitle(t, page),
    purpose: t(`help.pages.${page}.purpose`),
    steps: list('steps'),
    notes: list('notes'),
  }
}

/** Where to read on. */
export const nextOf = (page: HelpPage): HelpPage[] => helpPages[page].next.filter(isHelpPage)
