import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { xmlAllowance } from '../../functions/media/xml/events.ts'
import { readXml } from '../../functions/media/xml/xml.ts'
import { verdictAt } from '../support/media/verdict.ts'

describe('much XML', () => {
  it('is read the same however its pieces fall', () => {
    const text = 'Tiếng&amp;Việt 😀\r\n<![CDATA[<x>]]>'.repeat(10_000)
    for (const shift of [0, 1, 2, 3])
      expect(readXml(strToU8(`${' '.repeat(shift)}<a>${text}</a>`)).text).toBe(
        'Tiếng&Việt 😀\n<x>'.repeat(10_000),
      )
  })

  it('shares one allowance between the parts of a file', () => {
    const part = strToU8(`<a>${'<b/>'.repeat(150_000)}</a>`)
    const allowance = xmlAllowance()
    readXml(part, allowance)
    expect(verdictAt(() => readXml(part, allowance))).toBe('too_complex')
    expect(verdictAt(() => readXml(part))).toBe('taken')
  })
})
