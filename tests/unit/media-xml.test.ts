import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { xmlTags } from '../../functions/media/xml/tags.ts'
import { readXml } from '../../functions/media/xml/xml.ts'
import { verdictAt } from '../support/media/verdict.ts'

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

describe('XML from anybody', () => {
  it.each([
    ['damaged', 'nothing', ''],
    ['damaged', 'an end without a beginning', '<a></a></b>'],
    ['damaged', 'a beginning without an end', '<a><b></b>'],
    ['damaged', 'two roots', '<a/><a/>'],
    ['damaged', 'text around the root', 'x<a/>'],
    ['damaged', 'one attribute twice', '<a b="1" b="2"/>'],
    ['damaged', 'one attribute twice, by two prefixes', '<a xmlns:b="u" xmlns:c="u" b:d="" c:d=""/>'],
    ['damaged', 'a prefix that stands for nothing', '<b:a/>'],
    ['damaged', 'a document type', '<!DOCTYPE a><a/>'],
    ['damaged', 'a document type that never ends', '<!DOCTYPE a [ <a/>'],
    ['damaged', 'entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['damaged', 'an entity that every object of JavaScript has', '<a>&constructor;</a>'],
    ['damaged', 'the sign of no character', '<a>&#0;</a>'],
    ['damaged', 'half of a character', '<a>&#xd800;</a>'],
    ['damaged', 'another encoding', '<?xml version="1.0" encoding="utf-7"?><a/>'],
    ['damaged', 'a control character that XML 1.1 allows', '<?xml version="1.1"?><a>&#1;</a>'],
    ['too_complex', '101 elements in each other', '<a>'.repeat(101)],
    ['too_complex', '501 attributes', `<a ${Array.from({ length: 501 }, (_, i) => `b${i}=""`).join(' ')}/>`],
    ['too_complex', 'a comment of a million characters', `<!--${' '.repeat(1_100_000)}--><a/>`],
    ['taken', '100 elements in each other', '<a>'.repeat(100) + '</a>'.repeat(100)],
  ])('is %s: %s', (code, _what, text) => {
    expect(verdictAt(() => readXml(strToU8(text)))).toBe(code)
    expect(verdictAt(() => xmlTags(strToU8(text)))).toBe(code)
  })

  it('says so whatever character of it is wrong', () => {
    const text = `<?xml version="1.0"?>\n<!-- c --><a xmlns:b="u" b:c="&lt;&#65;"><![CDATA[x]]>y<?p q?></a>`
    for (let at = 0; at < text.length; at++) {
      expect(verdictAt(() => readXml(strToU8(text.slice(0, at))))).toBe('damaged')
      for (const wrong of ['<', '&', '\0', '"', '!', 'é', ']]>', '\r'])
        verdictAt(() => readXml(strToU8(text.slice(0, at) + wrong + text.slice(at + 1))))
    }
  })

  it.each([
    ['UTF-8', strToU8('\ufeff<a>Tiếng Việt 😀</a>')],
    ['UTF-16 of little end', Buffer.from('\ufeff<a>Tiếng Việt 😀</a>', 'utf16le')],
    ['UTF-16 of big end', Buffer.from('\ufeff<a>Tiếng Việt 😀</a>', 'utf16le').swap16()],
  ])('may be in %s', (_encoding, bytes) => {
    expect(readXml(bytes).text).toBe('Tiếng Việt 😀')
  })
})

describe('the elements of a Word file', () => {
  it('are known by their namespace, whatever prefix the file gives it', () => {
    const text = `<x:p xmlns:x="${word}" xmlns="${word}" xmlns:w="urn:other" x:val="1" w:val="2" val="3"><r/><w:r/></x:p>`
    const { name, attributes, children } = readXml(strToU8(text))
    expect(name).toBe('w:p')
    expect({ ...attributes }).toEqual({ 'w:val': '1', val: '3' })
    expect(children.map((child) => child.name)).toEqual(['w:r', '?:r'])
  })
})

describe('the start tags of a document', () => {
  it('come in order, without prefixes, with what their attributes say', () => {
    const text = `<m:a xmlns:m="u" m:b="1 &lt;&#x41;"><!-- <c/> --><m:d e='&quot;'/>x</m:a>`
    expect(xmlTags(strToU8(text)).map(({ name, attributes }) => ({ name, ...attributes }))).toEqual([
      { name: 'a', m: 'u', b: '1 <A' },
      { name: 'd', e: '"' },
    ])
  })
})
