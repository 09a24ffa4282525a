/** @jsxImportSource react */
import { Drawn } from '../ui/icon.tsx'

/** Signs of the editor alone: they come with it, not with what the desk loads first. */
const shapes = {
  strong: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z',
  em: 'M8 4h6M6 16h6M12 4l-4 12',
  u: 'M6 4v5a4 4 0 0 0 8 0V4M5 17h10',
  s: 'M14 6c-1-2-7-3-7 1 0 4 7 2 7 6 0 3-6 3-8 0M4 10h12',
  heading2: 'M3 5v10M10 5v10M3 10h7M13 10a2 2 0 1 1 3.6 1.2L13 15h4',
  heading3: 'M3 5v10M10 5v10M3 10h7M13 9h4l-2.2 2.5a1.8 1.8 0 1 1-1.8 2.4',
  heading4: 'M3 5v10M10 5v10M3 10h7M16 15V9l-3 4h4.5',
  bulletList: 'M4 5h.01M4 10h.01M4 15h.01M8 5h9M8 10h9M8 15h9',
  orderedList: 'M3 4l1-.5V8M3 8h2M3 12.5c1-1 2.2-.3 1.8.8L3 16h2M9 5h8M9 10h8M9 15h8',
  indent: 'M3 4h14M9 8h8M9 12h8M3 16h14M3 8l3 2-3 2',
  outdent: 'M3 4h14M9 8h8M9 12h8M3 16h14M6 8l-3 2 3 2',
  quote: 'M8 6c-3 1-4 3-4 7h4V9H5.5M16 6c-3 1-4 3-4 7h4V9h-2.5',
  link: 'M8 12l4-4M6.5 10l-2 2a2.5 2.5 0 0 0 3.5 3.5l2-2M13.5 10l2-2A2.5 2.5 0 0 0 12 4.5l-2 2',
  note: 'M4 5h9M4 10h7M4 15h12M16 4v4',
  undo: 'M5 8h7a4 4 0 0 1 0 8H8M5 8l3-3M5 8l3 3',
  redo: 'M15 8H8a4 4 0 0 0 0 8h4M15 8l-3-3M15 8l-3 3',
  insert: 'M10 4v12M4 10h12',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  table: 'M3 4h14v12H3zM3 8h14M8 4v12',
  find: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
} as const

export type SignName = keyof typeof shapes

export function Sign({ name }: { name: SignName }) {
  return <Drawn path={shapes[name]} />
}
