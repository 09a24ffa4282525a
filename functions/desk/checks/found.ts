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
  | 'picture_missing'
  | 'link_missing'
  | 'link_not_public'
  | 'link_address'
  | 'bold_heading'
  | PageRule

/** What only the page that readers get shows. */
export type PageRule =
  | 'link_empty'
  | 'same_words'
  | 'table_head_empty'
  | 'table_head_alone'
  | 'table_cell_alone'
  | 'language'
  | 'captions'

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

/** What is known of what a text names: a file of the library, and an address of this site. */
export interface Known {
  /** `gone`: withdrawn or removed; `missing`: never there, as the place of a pasted picture is until it is filled. */
  file: (id: string) => 'gone' | 'missing' | undefined
  link: (href: string) => 'missing' | 'not_public' | undefined
}
