/** @jsxImportSource react */
import { type ReactNode, useMemo } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { Locale } from '../../domain/locale.ts'
import { wordCount } from '../checks/body-checks.ts'
import { ChecksPanel } from '../checks/checks-panel.tsx'
import type { Found } from '../checks/found.ts'
import { useWords } from '../words.tsx'

const tabs = ['information', 'source', 'checks'] as const
export type PanelTab = (typeof tabs)[number]

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
  shownTab: PanelTab
  onTab: (tab: PanelTab) => void
  /** The text that this one is translated from, with its language. */
  source?: { locale: Locale; panel: ReactNode } | undefined
  onShow: (found: Found) => void
  /** What the languages share. */
  children: ReactNode
}

/** Beside the text: what its languages share, and what the checks found. */
export function SidePanel({
  found,
  body,
  checkPage,
  subject,
  shownTab,
  onTab,
  source,
  onShow,
  children,
}: SidePanelProps) {
  const { t } = useWords()
  const words = useMemo(() => wordCount(body), [body])
  const errors = found.filter(({ severity }) => severity === 'error').length
  const name = t('checks.counted', { errors, warnings: found.length - errors })
  return (
    <aside className="panel" data-region aria-label={t('article.panel')}>
      <Tabs
        selectedKey={shownTab}
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
          <Tab id="checks" className="panel-tab" aria-label={name}>
            {t('checks.title')} {found.length > 0 && found.length}
          </Tab>
        </TabList>
        <TabPanel id="information">{children}</TabPanel>
        {source && <TabPanel id="source">{source.panel}</TabPanel>}
        <TabPanel id="checks">
          <ChecksPanel {...{ found, words, checkPage, subject, onShow }} />
        </TabPanel>
      </Tabs>
    </aside>
  )
}
