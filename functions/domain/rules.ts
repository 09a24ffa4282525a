/**
 * Why something is refused, and what each reason tells: the parameters of a rule and what they are, by which the door words
 * them. The sentences stand in `locales/<tag>/refusal.json`; a client may know a refusal by its rule, which stays.
 */
export const rules = {
  required: { wanted: 'shape' },
  required_choice: { choices: 'list' },
  wrong_type: { wanted: 'shape', found: 'shape' },
  wrong_number: { value: 'text', wanted: 'shape' },
  not_a_number: { wanted: 'shape' },
  at_least: { value: 'text', min: 'text' },
  more_than: { value: 'text', min: 'text' },
  at_most: { value: 'text', max: 'text' },
  less_than: { value: 'text', max: 'text' },
  not_multiple: { value: 'text', step: 'text' },
  empty: {},
  too_short: { length: 'characters', min: 'number' },
  too_long: { length: 'characters', max: 'number' },
  too_long_cleaned: { length: 'characters', max: 'number' },
  too_many_tags_in_body: { held: 'number', max: 'number' },
  too_few_items: { min: 'items' },
  too_many_items: { held: 'items', max: 'number' },
  not_a_choice: { value: 'text', choices: 'list' },
  not_among: { choices: 'list' },
  form_url: {},
  form_email: {},
  form_day: {},
  form_moment: {},
  form_unknown: {},
  bad_name: {},
  no_form: {},
  not_allowed_value: {},
  unknown_field: {},
  unknown_parameter: { parameters: 'list' },
  control_character: { character: 'text' },
  article_twice: {},
  tag_twice: {},
  section_twice: {},
  form_id: { length: 'number' },
  form_slug: {},
  form_entity_tag: {},
  form_media_type: {},
  form_audio_type: {},
  form_name_id: { example: 'text' },
  form_principal: {},
  form_month: {},
  form_planned: {},
  no_such_moment: {},
  no_such_day: {},
  day_out_of_range: {},
  not_a_web_address: { value: 'text' },
  not_a_file_address: { value: 'text' },
  needs_file: { fields: 'list' },
  known_of_file: {},
  no_text: { locales: 'list' },
  say_changes: {},
  say_urgency: {},
  say_why_to_readers: {},
  say_why: {},
  one_needed: { others: 'list' },
  reason_with_end: {},
  excludes: { other: 'text' },
  dates_together: {},
  before_from: {},
  too_many_days: { max: 'number' },
  too_many_entries: { max: 'number' },
  form_cursor: {},
  too_deep: { max: 'number' },
  sections_of_admin: {},
  site_address: { slug: 'text', others: 'list' },
  same_as: { value: 'text', feature: 'feature', id: 'text', name: 'text' },
  not_in_library: { id: 'text' },
  wrong_kind: { id: 'text', kind: 'media', kinds: 'medias' },
  media_gone: { id: 'text' },
  describe_lead: {},
  describe_pictures: { held: 'number' },
  no_content: {},
  no_article: { id: 'text' },
  related_to_itself: {},
  based_on_itself: {},
  based_on_future: { number: 'number' },
  based_on_missing: { locale: 'locale' },
  not_approved_yet: { locale: 'locale', status: 'status' },
  not_written_yet: { locale: 'locale' },
  not_after_now: { at: 'moment', now: 'moment' },
  not_after: { at: 'moment', start: 'moment' },
  nothing_to_end: {},
  in_the_future: { at: 'moment', now: 'moment' },
  link_expiry: { at: 'moment', now: 'moment', days: 'number' },
  unknown_section: { id: 'text', sections: 'list' },
  unknown_tag: { id: 'text', advice: 'said' },
  retired_tag: { id: 'text', advice: 'said' },
  tags_alike: { tags: 'list', more: 'more' },
  tags_there: { tags: 'list', more: 'more' },
  tags_none: {},
  key_used: {},
  invalid_field: { field: 'text', why: 'said' },
  invalid_request: { why: 'said' },
  body_too_large: { max: 'number' },
  no_such_address: { method: 'text', path: 'text' },
  method_not_taken: { method: 'text', path: 'text', methods: 'text' },
  not_found: { what: 'thing', id: 'text' },
  no_such_revision: { number: 'number', id: 'text' },
  no_revision: { number: 'number', id: 'text', latest: 'number' },
  nothing_after: { number: 'number', latest: 'number' },
  text_not_found: { id: 'text', locale: 'locale' },
  revision_without_text: { number: 'number', locale: 'locale' },
  cannot_restore: { number: 'number', field: 'text', why: 'said' },
  too_many_names: { number: 'number', held: 'number' },
  wrong_state: { act: 'act', status: 'status', states: 'statuses' },
  last_author: {},
  royalty_proposer: {},
  royalty_approver: {},
  not_submitter: { locale: 'locale' },
  not_urgent: { locale: 'locale' },
  reviewed_already: {},
  own_emergency: {},
  not_public: { locale: 'locale' },
  nothing_planned: { locale: 'locale' },
  public_kept: { locale: 'locale' },
  notice_kept: { locale: 'locale' },
  was_public: { locale: 'locale' },
  discarded: {},
  not_discarded: {},
  same_section: { section: 'text' },
  no_translation: { locale: 'locale' },
  not_stale: { locale: 'locale' },
  languages_missing: { section: 'text', why: 'said' },
  too_many_files: { held: 'number', max: 'number' },
  changed_meanwhile: {},
  exists_already: { id: 'text' },
  tag_differs: { tags: 'list', current: 'text' },
  gone_meanwhile: { tags: 'list' },
  repeated_key: {},
  state_too_large: { bytes: 'number', max: 'number' },
  copy_too_large: { bytes: 'number', max: 'number' },
  too_many_copies: { max: 'number' },
  copy_changed: {},
  form_key: { key: 'text' },
  key_needed: {},
  wrong_content_type: { type: 'text' },
  both_preconditions: {},
  form_none_match: { value: 'text' },
  precondition_needed: {},
  form_match: { value: 'text' },
  too_busy: {},
  unexpected: {},
  not_signed: {},
  has_left: { principal: 'aside' },
  not_staff: { principal: 'aside' },
  role_may_not: { role: 'role', act: 'act', roles: 'roles' },
  other_section: { section: 'text', sections: 'list' },
  not_own: { role: 'role', act: 'act' },
  own_in_state: { role: 'role', act: 'act', status: 'status', states: 'statuses' },
  other_in_state: { role: 'role', act: 'act', status: 'status', states: 'statuses' },
  own_role: {},
  last_admin: {},
  last_admin_restored: {},
  nobody: { id: 'text' },
  link_read_only: {},
  link_settled: {},
  link_maker_left: {},
  link_used: { act: 'act' },
  text_changed_since: { number: 'number' },
  sections_kept: { missing: 'list' },
  tags_kept: { missing: 'list' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, keyof Kinds>>>>

/** What a parameter may be. Where none of these fits, it is text, shown as it is. */
export interface Kinds {
  text: string
  number: number
  /** Counted, with the word for what is counted. */
  characters: number
  items: number
  /** How many more there are than are named; nothing is said of none. */
  more: number
  list: readonly string[]
  /** Said in parentheses, where there is something to say. */
  aside: string
  /** UTC; said by the clock in Vietnam. */
  moment: string
  /** BCP 47; said as the name of the language. */
  locale: string
  status: string
  statuses: readonly string[]
  role: string
  roles: readonly string[]
  /** A permission, or an act of the workflow. */
  act: string
  /** What a value is in JSON. */
  shape: 'text' | 'number' | 'integer' | 'switch' | 'list' | 'object' | 'nothing'
  media: string
  medias: readonly string[]
  /** What was not found. */
  thing: 'article' | 'file' | 'payee' | 'scheme' | 'royalty' | 'link' | 'subject'
  feature: 'id' | 'name' | 'slug'
  said: Refusal
}

export type Rule = keyof typeof rules

/** What must be told of a rule, by name. */
export type ParametersOf<Name extends Rule> = {
  -readonly [Each in keyof (typeof rules)[Name]]: (typeof rules)[Name][Each] extends keyof Kinds
    ? Kinds[(typeof rules)[Name][Each]]
    : never
}

/** One reason, with what it tells. */
export interface Refusal {
  rule: Rule
  params: Readonly<Record<string, string | number | readonly string[] | Refusal>>
}

type Told<Name extends Rule> = keyof (typeof rules)[Name] extends never ? [] : [params: ParametersOf<Name>]

export function refusal<Name extends Rule>(rule: Name, ...[params]: Told<Name>): Refusal {
  return { rule, params: { ...params } }
}

/** A reason as one line of text: what a validator hands on, and what a log says. */
export function asLine({ rule, params }: Refusal): string {
  return Object.keys(params).length > 0 ? `${rule} ${JSON.stringify(params)}` : rule
}

/** The line of a rule, as a schema gives it for its error. */
export function says<Name extends Rule>(rule: Name, ...told: Told<Name>): string {
  return asLine(refusal(rule, ...told))
}

const isRule = (name: string): name is Rule => Object.hasOwn(rules, name)

/** The reason that a line says; undefined for any other text. */
export function fromLine(line: string): Refusal | undefined {
  const { rule = '', params = '{}' } = /^(?<rule>[a-z_]+)(?: (?<params>\{.*\}))?$/su.exec(line)?.groups ?? {}
  return isRule(rule) ? { rule, params: JSON.parse(params) } : undefined
}
