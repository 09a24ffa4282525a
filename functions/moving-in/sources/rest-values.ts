import { internalName } from '../files/names.ts'
import type { Column, ItemFile, Reference, Value } from '../item.ts'

/** Values of REST answers in all their flavours, as columns. */

export type Raw = Readonly<Record<string, unknown>>

export const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `[…]`, or `{results: […]}` of odata=verbose. */
export function arrayOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  return isObject(value) && Array.isArray(value.results) ? value.results : undefined
}

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const idOf = (value: unknown) =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : undefined

/** Names of terms, by their GUID and by their number in the hidden list of terms. */
type Terms = ReadonlyMap<string, string>

const termInText = /([^|;]+)\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/giu

/**
 * A term is often told by its number alone. Its name stands in the list of all terms of the item (`TaxCatchAll`), or in the
 * hidden text beside the column, as `Lãnh sự|0a0a…`.
 */
function termsOf(item: Raw): Terms {
  const terms = new Map<string, string>()
  for (const each of arrayOf(item.TaxCatchAll) ?? []) {
    const [id, name] = isObject(each) ? [idOf(each.ID) ?? idOf(each.Id), textOf(each.Term)] : []
    if (id !== undefined && name !== undefined) terms.set(id, name)
  }
  for (const value of Object.values(item))
    if (typeof value === 'string' && value.length < 5000 && value.includes('|'))
      for (const [, name = '', id = ''] of value.matchAll(termInText))
        terms.set(id.toLowerCase(), name.trim())
  return terms
}

const noTerms: Terms = new Map()

const termName = (value: Raw, terms: Terms) =>
  terms.get(String(value.TermGuid).toLowerCase()) ?? terms.get(String(value.WssId))

/** A lookup, a person or a term. A label that is only the number of the term in a hidden list says nothing. */
function referenceOf(value: unknown, terms = noTerms): Reference | undefined {
  if (!isObject(value)) {
    const id = idOf(value)
    if (id === undefined) return undefined
    return typeof value === 'number' ? { id } : { label: id }
  }
  const isNumber = value.WssId !== undefined && String(value.WssId) === textOf(value.Label)
  const label =
    (isNumber ? termName(value, terms) : undefined) ??
    textOf(value.LookupValue) ??
    textOf(value.Title) ??
    textOf(value.Tiêuđề) ??
    textOf(value.Label) ??
    textOf(value.Name) ??
    textOf(value.Value) ??
    textOf(value.DisplayName) ??
    Object.entries(value).find(
      ([name, each]) => !/^(?:__|odata|@odata|id$|email|e?mail)/iu.test(name) && textOf(each),
    )?.[1]
  const id = idOf(value.LookupId) ?? idOf(value.Id) ?? idOf(value.ID) ?? idOf(value.TermGuid)
  const saysNothing = isNumber && label === textOf(value.Label)
  const reference = {
    ...(id !== undefined && { id }),
    ...(typeof label === 'string' && !saysNothing && { label }),
  }
  return 'id' in reference || 'label' in reference ? reference : undefined
}

/** Undefined for what holds nothing, or only says where it could be asked for. */
export function valueIn(value: unknown, terms = noTerms): Value | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  const list = arrayOf(value)
  if (list) return { references: list.flatMap((each) => referenceOf(each, terms) ?? []) }
  if (!isObject(value) || '__deferred' in value) return undefined
  const url = textOf(value.Url) ?? textOf(value.serverRelativeUrl)
  if (url !== undefined) {
    const label = textOf(value.Description)
    return { url, ...(label !== undefined && label !== url && { label }) }
  }
  if ('Url' in value) return undefined
  const reference = referenceOf(value, terms)
  return reference && { references: [reference] }
}

/** Not columns: what the service says of the item, and doors to more of it. */
const notColumns =
  /^(?:__metadata|odata|@odata|.*@odata\.|FirstUniqueAncestor|RoleAssignments|ContentType$|FieldValues|File$|Folder$|ParentList|AttachmentFiles|GetDlpPolicyTip|LikedByInformation|Versions$|Properties$|Comments?(?:Disabled|Count))/u

/** `XId` and the expanded `X` are one lookup. */
function addLookup(columns: Map<string, Value>, name: string, value: Value): void {
  const known = columns.get(name)
  if (
    known === undefined ||
    typeof known !== 'object' ||
    !('references' in known) ||
    typeof value !== 'object' ||
    !('references' in value)
  ) {
    columns.set(name, known ?? value)
    return
  }
  const [ids, names] = known.references.some(({ label }) => label !== undefined)
    ? [value.references, known.references]
    : [known.references, value.references]
  const references = names.map((each, index) => ({
    ...(names.length === ids.length ? ids[index] : {}),
    ...each,
  }))
  columns.set(name, { references: references.length > 0 ? references : ids })
}

const isIdOfLookup = (name: string, value: unknown, item: Raw) =>
  name.length > 2 &&
  name.endsWith('Id') &&
  !/^(?:ContentTypeId|UniqueId|ListId|WebId)$/u.test(name) &&
  (typeof value === 'number' ||
    value === null ||
    arrayOf(value)?.every((each) => typeof each === 'number') === true) &&
  !(name.slice(0, -2) in item && !isObject(item[name.slice(0, -2)]) && !arrayOf(item[name.slice(0, -2)]))

/** What a publishing page calls its description. Of other lists it is what people said of an item. */
export const withPageSummary = (columns: readonly Column[]): Column[] =>
  columns.some(({ name }) => name === 'PublishingPageContent')
    ? columns.map((column) => (column.name === 'Comments' ? { ...column, meaning: 'summary' } : column))
    : [...columns]

/** The columns of an item; what is only in `FieldValuesAsHtml` or `…AsText` comes after what the item says itself. */
export function columnsOf(item: Raw): Column[] {
  const columns = new Map<string, Value>()
  const terms = termsOf(item)
  for (const [key, raw] of Object.entries(item)) {
    if (notColumns.test(key)) continue
    if (isIdOfLookup(key, raw, item)) {
      const ids = typeof raw === 'number' ? [raw] : (arrayOf(raw) ?? [])
      addLookup(columns, internalName(key.slice(0, -2)), {
        references: ids.flatMap((id) => referenceOf(id) ?? []),
      })
      continue
    }
    const value = valueIn(raw, terms)
    const name = internalName(key)
    if (value === undefined) columns.set(name, columns.get(name) ?? '')
    else if (typeof value === 'object' && 'references' in value) addLookup(columns, name, value)
    else columns.set(name, value)
  }
  const own = withPageSummary([...columns].map(([name, value]): Column => ({ name, value })))
  return [...own, ...formatted(item.FieldValuesAsHtml, true), ...formatted(item.FieldValuesAsText, false)]
}

function formatted(values: unknown, isHtml: boolean): Column[] {
  if (!isObject(values) || '__deferred' in values) return []
  return Object.entries(values).flatMap(([key, value]) => {
    const text = notColumns.test(key) ? undefined : textOf(value)
    return text === undefined ? [] : [{ name: internalName(key), value: isHtml ? { html: text } : text }]
  })
}

/** Attachments, where the answer holds them. */
export function filesOf(item: Raw): ItemFile[] | undefined {
  const list = arrayOf(item.AttachmentFiles) ?? arrayOf(item.Attachments)
  return list?.flatMap((each) => {
    if (!isObject(each)) return []
    const path = isObject(each.ServerRelativePath) ? textOf(each.ServerRelativePath.DecodedUrl) : undefined
    const address = textOf(each.ServerRelativeUrl) ?? path
    const name = textOf(each.FileName) ?? textOf(each.Name) ?? address?.split('/').at(-1)
    return name === undefined ? [] : [{ name, address: address ?? name }]
  })
}
