/** What may be wrong with a text; the words of each stand in `checks.rules` of `desk.json`. */
export type CheckRule =
  | 'title'
  | 'section'
  | 'no_text'
  | 'lead_alt'
  | 'alt'
  | 'media_gone'
  | 'title_long'
  | 'summary'
  | 'empty_heading'
  | 'heading_order'
  | 'link_text'
  | 'table_head'
  | 'legacy_letters'
  | 'double_space'
  | 'long_sentence'
  | 'stale'
  | 'numbers'

export interface Found {
  rule: CheckRule
  /** `error`: it would be refused when it is handed over. */
  severity: 'error' | 'warning'
  params?: Record<string, string | number>
  /** Which block of the body, counted from zero. */
  block?: number
  /** Which field of the form. */
  field?: string
}
