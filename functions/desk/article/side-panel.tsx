/** @jsxImportSource react */
import { type ReactNode, useMemo, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useSearch } from 'wouter'
import type { Locale } from '../../domain/locale.ts'
import { wordCount } from '../checks/body-checks.ts'
import { ChecksPanel } from '../checks/checks-panel.tsx'
import type { Found } from '../checks/found.ts'
import { useWords } from '../words.tsx'

const tabs = ['information', 'source', 'notes', 'checks'] as const
export type PanelTab = (typeof tabs)[number]

/** Which tab is shown: at first the one that the address names (`?beside=notes`). */
export function usePanelTab() {
  const beside = new URLSearchParams(useSearch()).get('beside')
  return useState<PanelTab>(tabs.find((each) => each === beside) ?? 'information')
}

/** Puts the focus on the tab that is shown, once it is. */
export function focusPanel(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('.panel [role=tab][aria-selected=true]')?.focus(),
  )
}

interface SidePanelProps {
  found: readonly Found[]
  body: string
  /** Looks at the page that readers would get of `subject`. */
  checkPage: () => Promise<Found[]>
  subject: unknown
  /** Where it is not there, what the languages share is shown. */
  shownTab: PanelTab
  onTab: (tab: PanelTab) => void
  /** The text that this one is translated from, with its language. */
  source?: { locale: Locale; panel: ReactNode } | undefined
  /** What people say to each other beside the text, and how much of it waits; nothing of an article that was never saved. */
  notes?: { open: number; panel: ReactNode } | undefined
  onShow: (found: Found) => void
  /** What the languages share. */
  children: ReactNode
}

/** Beside the text: what its languages share, what colleagues say of it, and what the checks found. */
export function SidePanel({
  found,
  body,
  checkPage,
  subject,
  shownTab,
  onTab,
  source,
  notes,
  onShow,
  children,
}: SidePanelProps) {
  const { t } = useWords()
  const words = useMemo(() => wordCount(body), [body])
  const errors = found.filter(({ severity }) => severity === 'error').length
  const isThere = {
    information: true,
    source: source !== undefined,
    notes: notes !== undefined,
    checks: true,
  }
  const name = t('checks.counted', { all: found.length, errors, warnings: found.length - errors })
  return (
    <aside className="panel" data-region aria-label={t('article.panel')}>
      <Tabs
        selectedKey={isThere[shownTab] ? shownTab : 'information'}
        onSelectionChange={(key) => onTab(tabs.find((each) => each === key) ?? 'information')}
      >
        <TabList className="panel-tabs" aria-label={t('article.panel')}>
          <Tab id="information" className="panel-tab">
            {t('checks.information')}
          </Tab>
          {source && (
            <Tab id="source" className="panel-tab">
              {t('source.tab', { language: t(`languages.${source.locale}`) })}
            </Tab>
          )}
          {notes && (
            <Tab id="notes" className="panel-tab" aria-label={t('beside.open', { count: notes.open })}>
              {t('beside.notes')} {notes.open > 0 && notes.open}
            </Tab>
          )}
          <Tab id="checks" className="panel-tab" aria-label={name}>
            {t('checks.title')} {found.length > 0 && found.length}
          </Tab>
        </TabList>
        <TabPanel id="information">{children}</TabPanel>
        {source && <TabPanel id="source">{source.panel}</TabPanel>}
        {notes && <TabPanel id="notes">{notes.panel}</TabPanel>}
        <TabPanel id="checks">
          <ChecksPanel {...{ found, words, checkPage, subject, onShow }} />
        </TabPanel>
      </Tabs>
    </aside>
  )
}
