import { createInstance, type TFunction } from 'i18next'
import { refusalWords } from '../../locales/index.ts'
import { dateline, shortDate } from '../domain/dates.ts'
import { type Locale, locales } from '../domain/locale.ts'
import type { Kinds, Parameter } from '../domain/rule-kinds.ts'
import { rules } from '../domain/rule-table.ts'
import { isRule, type Refusal } from '../domain/rules.ts'

const words = createInstance({
  resources: Object.fromEntries(locales.map((locale) => [locale, { refusal: refusalWords[locale] }])),
  fallbackLng: false,
  defaultNS: 'refusal',
  interpolation: { escapeValue: false },
  initAsync: false,
})
words.init()

/** Of several numbers of a rule, the one that decides the form of its sentence. */
const counting = ['max', 'min', 'held', 'choices']

const numberOf = (value: Parameter, locale: Locale) => new Intl.NumberFormat(locale).format(Number(value))
const textsOf = (value: Parameter) => (Array.isArray(value) ? value.map(String) : [String(value)])

/** `Vietnamese`, `tiếng Việt`: as it is called within a sentence. */
function languageOf(value: Parameter, locale: Locale): string {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(String(value)) ?? String(value)
  return locale === 'vi' ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

type Group = Exclude<keyof (typeof refusalWords)['vi'], 'rules' | 'more' | 'characters_other' | 'items_other'>

/** What one parameter is called in a sentence. */
function wordOf(kind: keyof Kinds, value: Parameter, locale: Locale, t: TFunction<'refusal'>): string {
  const named = (group: Group) => {
    const names: Readonly<Record<string, string>> = refusalWords[locale][group]
    return textsOf(value).map((each) => names[each] ?? each)
  }
  const or = (names: string[]) => new Intl.ListFormat(locale, { type: 'disjunction' }).format(names)
  switch (kind) {
    case 'number':
      return numberOf(value, locale)
    case 'characters':
    case 'items':
      return t(kind, { count: Number(value) })
    case 'more':
      return value === 0 ? '' : ` ${t('more', { count: Number(value) })}`
    case 'list':
      return textsOf(value).join(', ')
    case 'aside':
      return value === '' ? '' : ` (${value})`
    case 'moment':
      return dateline(String(value), locale)
    case 'day':
      return shortDate(`${value}T00:00:00Z`, locale)
    case 'locale':
      return languageOf(value, locale)
    case 'status':
    case 'statuses':
      return or(named('statuses'))
    case 'file_status':
      return or(named('file_status'))
    case 'royalty_state':
      return or(named('royalty_states'))
    case 'warning':
      return or(named('warnings'))
    case 'warnings':
      return named('warnings').join('; ')
    case 'role':
    case 'roles':
      return named('roles').join(', ')
    case 'act':
      return or(named('acts'))
    case 'shape':
      return or(named('shapes'))
    case 'media':
    case 'medias':
      return or(named('media'))
    case 'thing':
      return or(named('things'))
    case 'feature':
      return or(named('features'))
    case 'said':
      return isRefusal(value) ? inWords(value, locale) : String(value)
    case 'text':
      return String(value)
  }
}

const isRefusal = (value: Parameter): value is Refusal =>
  typeof value === 'object' && 'rule' in value && isRule(value.rule)

/** A refusal as a sentence in a language: lower-case, as it stands after the name of a field. */
export function inWords({ rule, params }: Refusal, locale: Locale): string {
  const t = words.getFixedT(locale, 'refusal')
  const kinds: Readonly<Record<string, keyof Kinds>> = rules[rule]
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    wordOf(kinds[name] ?? 'text', value, locale, t),
  ])
  const counted = counting.map((name) => params[name]).find((each) => each !== undefined)
  const count = Array.isArray(counted) ? counted.length : Number(counted)
  return t(`rules.${rule}`, { ...Object.fromEntries(shown), ...(count >= 0 && { count }) })
}
