import { describe, expect, it } from 'vitest'
import { subjectOf } from '../../functions/desk/activity/subject.ts'
import { locales } from '../../functions/domain/locale.ts'
import { chainKinds } from '../../functions/store/keys.ts'
import { deskActivityWords } from '../../locales/index.ts'

/** Says which word it was asked for. */
const t = ((key: string) => key) as unknown as Parameters<typeof subjectOf>[2]

const kinds = chainKinds.map((kind) => kind.toLowerCase())
/** What its title or its screen names is no kind with a name. */
const named = kinds.filter((kind) => kind !== 'article' && kind !== 'settings')

describe('the list of what was done', () => {
  it.each(named)('says of a %s what kind of thing it is, before its name', (kind) => {
    const { text } = subjectOf({ kind, subject: 'x', called: 'Its name' }, 'vi', t)
    expect(text).toBe(`activity.kinds.${kind}: Its name`)
  })

  it.each(locales)('has a word in %s for each kind of thing', (locale) => {
    expect(Object.keys(deskActivityWords[locale].kinds).toSorted()).toEqual(named.toSorted())
  })
})
