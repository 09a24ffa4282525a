import { attribute, type Element } from '../../../domain/body/tree.ts'
import { unescaped } from '../../files/find-file.ts'
import type { Column, ItemFile, Reference, SourceItem, Value } from '../../item.ts'
import { byTag, classOf, textIn } from '../../plan/html.ts'
import { isMarkup } from '../../plan/values.ts'
import { dateOrder, elementsIn, innerHtml, lineIn, type SavedPage } from './document.ts'

/** A form that shows one item of a list: labels and values in a table, from 2013 on with names inside in comments. */

export const isDisplayForm = ({ root }: SavedPage) =>
  byTag(root, 'td').some((cell) => /\bms-formbody\b/u.test(classOf(cell)))

const comment = /FieldName="([\s\S]*?)"\s+FieldInternalName="([\s\S]*?)"\s+FieldType="([\s\S]*?)"/u
const idIn = (address: string | undefined) => /[?&]ID=(\d+)/iu.exec(address ?? '')?.[1]

/** A cell of nothing but links to items or people is what they refer to. */
function referencesIn(cell: Element): Reference[] | undefined {
  const links = byTag(cell, 'a')
  const around = links.reduce((text, link) => text.replace(textIn(link), ''), textIn(cell))
  const references = links.flatMap((link) => {
    const address = attribute(link, 'href') ?? ''
    const id = idIn(address)
    const label = lineIn(link)
    return id === undefined || label === '' ? [] : [{ id, label, address }]
  })
  const isAll = references.length > 0 && references.length === links.length
  return isAll && !/[\p{L}\p{N}]/u.test(around) ? references : undefined
}

function valueIn(cell: Element, type: string): Value {
  const references = /URL|Image|HTML|Note/u.test(type) ? undefined : referencesIn(cell)
  if (references) return { references }
  const html = innerHtml(cell)
  const isRich = byTag(cell, 'img', 'a', 'b', 'strong', 'em', 'span', 'font').length > 0
  if (
    /Image|URL|HTML/u.test(type) ||
    (isMarkup(html) && (isRich || byTag(cell, 'p', 'div', 'br', 'ul', 'ol', 'table').length > 0))
  )
    return { html }
  return lineIn(cell)
}

function filesIn(cell: Element): ItemFile[] {
  return byTag(cell, 'a').flatMap((link) => {
    const address = attribute(link, 'href')?.trim()
    if (!address || !/\/Attachments\/|_files\/|^[^:]*\.\w{2,5}$/iu.test(address)) return []
    return [
      { name: unescaped(address.split(/[?#]/u)[0]?.split('/').at(-1) ?? address).normalize('NFC'), address },
    ]
  })
}

interface Row {
  label: string
  name: string
  type: string
  cell: Element
}

function rowsOf(page: SavedPage): Row[] {
  let label = ''
  const rows: Row[] = []
  for (const node of elementsIn(page)) {
    if (node.tagName !== 'td' && node.tagName !== 'th') continue
    if (/\bms-formlabel\b/u.test(classOf(node))) label = lineIn(node).replace(/\s*\*$/u, '')
    else if (/\bms-formbody\b/u.test(classOf(node))) {
      const told = node.childNodes.flatMap((child) =>
        'data' in child ? [comment.exec(child.data)].flatMap((found) => found ?? []) : [],
      )
      const [, shown = label, inside = label, type = ''] = told.length > 0 ? told : []
      if (label !== '' || shown !== '') rows.push({ label: shown, name: inside, type, cell: node })
      label = ''
    }
  }
  return rows
}

/** `Created at 14/07/2019 4:02 CH by Văn phòng`, below the form. */
function footOf(page: SavedPage): Column[] {
  const bar = elementsIn(page).find(
    (node) => attribute(node, 'id') === 'onetidinfoblock0' || /\bms-descriptiontext\b/u.test(classOf(node)),
  )
  if (!bar) return []
  for (const line of byTag(bar, 'br'))
    line.childNodes = [{ nodeName: '#text', value: '\n', parentNode: line }]
  const text = textIn(bar).replaceAll(/[\u00a0\u200b]/gu, ' ')
  const at = (pattern: RegExp) => pattern.exec(text)
  const created = at(
    /(?:Created at|(?:Đã|Được) tạo lúc|Tạo lúc)\s+([^\n]+?)\s+(?:by|bởi)\s+([^\n]+?)\s*(?=\n|Last modified|Lần sửa|$)/iu,
  )
  const changed = at(
    /(?:Last modified at|Lần sửa đổi cuối lúc|Sửa đổi lần cuối lúc)\s+([^\n]+?)\s+(?:by|bởi)\s+([^\n]+?)\s*(?=\n|$)/iu,
  )
  const version = at(/(?:Version|Phiên bản)\s*:\s*([\d.]+)/iu)?.[1]
  const columns: [string, Column['meaning'], string | undefined][] = [
    ['_UIVersionString', 'version', version],
    ['Created', 'createdAt', created?.[1]],
    ['Author', 'createdBy', created?.[2]],
    ['Modified', 'changedAt', changed?.[1]],
    ['Editor', 'changedBy', changed?.[2]],
  ]
  return columns.flatMap(([name, meaning, value]) =>
    value === undefined || meaning === undefined ? [] : [{ name, meaning, value: value.trim() }],
  )
}

export function displayForm(page: SavedPage): SourceItem {
  const { file, text } = page
  const rows = rowsOf(page)
  const [saved] = page.addresses
  const [form] = byTag(page.root, 'form')
  const action = form && attribute(form, 'action')
  const id = idIn(saved) ?? /pageItemId["']?\s*:\s*(\d+)/u.exec(text)?.[1] ?? idIn(action)
  const listPath = saved && /^https?:\/\/[^/]+(\/.*)\/[^/]+\.aspx/iu.exec(saved)?.[1]
  const guid =
    /(?:pageListId|listId)["']?\s*:\s*["'](?:\{|\\u007b|%7b)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/iu.exec(
      text,
    )
  const list = guid?.[1]?.toLowerCase() ?? listPath?.split('/').at(-1)
  const isFiles = ({ type, name, label }: Row) =>
    type === 'SPFieldAttachments' ||
    name === 'Attachments' ||
    /^(?:Attachments|(?:Tệp )?đính kèm)$/iu.test(label)
  return {
    place: { file: file.path, ...(id !== undefined && { item: id }) },
    source: 'saved-page',
    system: 'sharepoint',
    ...(list !== undefined && { list }),
    ...(listPath !== undefined && { listPath }),
    ...(id !== undefined && { id }),
    columns: [
      ...rows
        .filter((row) => !isFiles(row))
        .map(({ label, name, type, cell }): Column => ({ name, label, value: valueIn(cell, type) })),
      ...footOf(page),
    ],
    clock: 'site',
    ...dateOrder(page),
    addresses: page.addresses.slice(0, 1),
    ...(saved !== undefined && { base: saved }),
    attachments: rows.filter(isFiles).flatMap(({ cell }) => filesIn(cell)),
    versions: [],
    ...(saved === undefined && { notices: [{ code: 'no-site-address' as const }] }),
  }
}
