/** What no XML 1.0 may hold, however it is written. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const possible = (text: string) => text.toWellFormed().replace(impossible, '')

export const escaped = (text: string) =>
  possible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** What would end a section begins another one within. */
export const cdata = (text: string) => `<![CDATA[${possible(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

export const element = (name: string, text: string | number, attributes = '') =>
  `<${name}${attributes}>${typeof text === 'number' ? text : cdata(text)}</${name}>`

export const meta = (key: string, value: string) =>
  `<wp:postmeta>${element('wp:meta_key', key)}${element('wp:meta_value', value)}</wp:postmeta>`
