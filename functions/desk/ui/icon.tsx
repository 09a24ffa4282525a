/** @jsxImportSource react */

/** Drawn on a field of 20 by 20, in lines of 1.75. */
const shapes = {
  today: 'M3 5h14v12H3zM3 9h14M7 3v4M13 3v4',
  articles: 'M4 3h9l3 3v11H4zM7 8h6M7 11h6M7 14h4',
  media: 'M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 3M13 7.5h.01',
  write: 'M4 16l1-4 8-8 3 3-8 8zM11 6l3 3',
  person: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.5 17c.8-3.4 3.3-5 6.5-5s5.7 1.6 6.5 5',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  down: 'M5 8l5 5 5-5',
  up: 'M5 12l5-5 5 5',
  left: 'M12 4l-6 6 6 6',
  right: 'M8 4l6 6-6 6',
  grip: 'M7 5h.01M13 5h.01M7 10h.01M13 10h.01M7 15h.01M13 15h.01',
  close: 'M5 5l10 10M15 5L5 15',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  check: 'M4 10.5l4 4 8-9',
  warn: 'M10 3l7.5 13.5h-15zM10 8v4M10 14.3h.01',
  help: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.7 7.7a2.3 2.3 0 1 1 3.3 2.1c-.7.4-1 .8-1 1.7M10 14h.01',
  info: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM10 9v5M10 6.3h.01',
  draft: 'M4 16l1-4 8-8 3 3-8 8z',
  in_review: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l3 2',
  approved: 'M4 10.5l4 4 8-9',
  scheduled: 'M3 5h14v12H3zM3 9h14M7 3v4M13 3v4',
  published:
    'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2.5 2.5 2.5 11 0 14M10 3c-2.5 2.5-2.5 11 0 14',
  withdrawn: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM5.5 5.5l9 9',
  missing: 'M5 10h10',
  stale: 'M4 10a6 6 0 1 1 2 4.5M4 16v-3h3',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3M10 4V2.5',
  link: 'M8 12l4-4M6.5 10l-2 2a2.5 2.5 0 0 0 3.5 3.5l2-2M13.5 10l2-2A2.5 2.5 0 0 0 12 4.5l-2 2',
  eye: 'M2 10c2-4 5-6 8-6s6 2 8 6c-2 4-5 6-8 6s-6-2-8-6zM10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
} as const

export type IconName = keyof typeof shapes

/** A sign of one line on a field of 20 by 20. It says nothing by itself: what it means stands beside it, or in the name of its button. */
export function Drawn({ path }: { path: string }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

export function Icon({ name }: { name: IconName }) {
  return <Drawn path={shapes[name]} />
}
