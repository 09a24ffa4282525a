import { toLine } from '../../domain/text.ts'
import type { Value } from '../item.ts'
import type { Fields } from './fields.ts'
import { type PlanOptions, toldOf } from './options.ts'
import { referencesOf, wordsOf } from './values.ts'

const most = 5

/** `i:0#.w|so\vp`, `SO\vp`, `vp@so.example`: an account, no name. */
const isLogin = (name: string) => /^i:0|\\|^[\w.+-]+@[\w.-]+$/u.test(name)

/** `3;#Phòng A`: one name, whatever signs it holds. */
const isLookup = (value: Value | undefined) => typeof value === 'string' && /^\d+;#/u.test(value)

export interface Byline {
  names: string[]
  /** Accounts that nothing names. */
  unknown: string[]
  /** How many did not fit. */
  leftOut: number
}

/** Names parted as people part them: `Phòng A; Phòng B - Ảnh: C`. A comma belongs to some names, but parts most. */
export function bylineOf(fields: Fields, { mapping }: PlanOptions): Byline {
  const value = fields.get('byline')
  const given =
    typeof value === 'object' && 'references' in value
      ? referencesOf(value).flatMap(({ label }) => label ?? [])
      : isLookup(value) || wordsOf(value).includes(';#')
        ? referencesOf(isLookup(value) ? value : wordsOf(value)).flatMap(({ label }) => label ?? [])
        : wordsOf(value).split(
            /[;\n|]|,(?!\s*(?:ThS|TS|PGS|GS)\b)|\s[-–]\s(?=(?:Ảnh|Tin|Bài|Photo|Text)\s*[:,])/u,
          )
  const unknown: string[] = []
  const names = given.flatMap((each) => {
    const name = toLine(each)
    const told = toldOf(mapping.people, name)
    if (told !== undefined) return told === '' ? [] : [told]
    if (name !== '' && isLogin(name)) {
      unknown.push(name)
      return []
    }
    return name === '' ? [] : [name.slice(0, 120).trim()]
  })
  const once = [...new Set(names)]
  return { names: once.slice(0, most), unknown, leftOut: Math.max(0, once.length - most) }
}
