import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EditorBench, openBench } from '../support/editor/bench.ts'
import { type Typist, typistOf, waysOfTyping, word } from '../support/editor/typist.ts'

let bench: EditorBench
let typist: Typist
beforeAll(async () => {
  bench = await openBench()
  typist = await typistOf(bench.page)
})
afterAll(() => bench.close())

const body = [
  '<h2>Đầu đề có sẵn</h2>',
  '<p>Trước <strong>đậm</strong> sau <a href="https://example.vn/" rel="noopener">liên kết</a> hết.</p>',
  '<ul><li>mục</li></ul>',
  '<table><caption>Bảng</caption><thead><tr><th scope="col">A</th><th scope="col"></th></tr></thead><tbody><tr><td>ô</td><td></td></tr></tbody></table>',
  '<blockquote><p>Trích</p></blockquote>',
  '<figure><img src="media:4k7m2p9x1a" alt="Trụ sở"><figcaption>Chú thích</figcaption></figure>',
  '<p>Cuối</p>',
].join('')

type Marks = 'strong' | 'link' | 'plain' | undefined

/** Where editors go wrong, how the caret comes there, and what the word that is typed there is marked as. */
const places: Record<string, [go: () => Promise<void>, marks?: Marks]> = {
  'an empty paragraph': [
    async () => {
      await bench.caret('Cuối', 'after')
      await bench.page.keyboard.press('Enter')
    },
  ],
  'the middle of a word': [() => bench.caret('Trước', 'inside')],
  'the end of bold words': [() => bench.caret('đậm', 'after'), 'strong'],
  'the beginning of bold words': [() => bench.caret('đậm', 'before'), 'plain'],
  'the end of a link': [() => bench.caret('liên kết', 'after'), 'plain'],
  'the beginning of a link': [() => bench.caret('liên kết', 'before'), 'plain'],
  'words after Ctrl+B': [
    async () => {
      await bench.caret('hết.', 'after')
      await bench.page.keyboard.press('Control+KeyB')
    },
    'strong',
  ],
  'an empty item of a list': [
    async () => {
      await bench.caret('mục', 'after')
      await bench.page.keyboard.press('Enter')
    },
  ],
  'an empty cell': [() => bench.caretInEmpty('table_cell')],
  'an empty header cell': [() => bench.caretInEmpty('table_header')],
  'the beginning of a heading': [() => bench.caret('Đầu đề', 'before')],
  'the caption of a picture': [() => bench.caret('Chú thích', 'after')],
  'a new footnote': [
    async () => {
      await bench.caret('Cuối', 'after')
      await bench.page.keyboard.press('Control+Alt+KeyF')
    },
  ],
  'words after a footnote': [
    async () => {
      await bench.caret('Cuối', 'after')
      await bench.page.keyboard.press('Control+Alt+KeyF')
      await bench.page.keyboard.type('chú')
      await bench.page.keyboard.press('Enter')
    },
  ],
  'the beginning of a quotation': [() => bench.caret('Trích', 'before')],
}

/** What stands in the page where text can be written, without what is beside it. */
const shown = () =>
  bench.page.evaluate(() => {
    const copy = window.desk.view.dom.cloneNode(true)
    for (const aside of (copy as Element).querySelectorAll('[contenteditable=false]:not(.note)'))
      aside.remove()
    return copy.textContent
  })

describe.each(Object.keys(places))('Vietnamese typed into %s', (where) => {
  it.each(waysOfTyping)('comes as it was meant, by %s', async (way) => {
    await bench.open(body)
    const [go, marks] = places[where]!
    await go()
    const before = await bench.page.evaluate(() => window.desk.text())
    await typist.type(way)
    await expect.poll(() => bench.page.evaluate(() => window.desk.text())).toContain(word)
    const { text, isComposing, model } = await bench.page.evaluate(() => ({
      text: window.desk.text(),
      isComposing: window.desk.view.composing,
      model: window.desk.view.state.doc.textContent,
    }))
    // Once, and nothing else has changed.
    expect(text.replace(word, '')).toBe(before)
    expect(isComposing).toBe(false)
    expect(await shown()).toBe(model)
    const html = await bench.read()
    if (marks === 'strong') expect(html).toMatch(new RegExp(`<strong>[^<]*${word}[^<]*</strong>`))
    if (marks === 'plain') expect(html.replace(/<(strong|a)\b[^>]*>.*?<\/\1>/g, '')).toContain(word)
    expect(await bench.violations()).toEqual([])
  })
})

describe('while a word is being composed', () => {
  it.each(['write', 'run'] as const)('%s waits until it is finished', async (what) => {
    await bench.open('<p>Một</p><p>Hai.</p>')
    await bench.caret('Hai', 'after')
    await typist.compose('hô')
    await bench.page.evaluate((act) => {
      if (act === 'write') window.desk.editor.write('<p>Một và hai</p><p>Máy chủ</p>')
      else window.desk.editor.run('heading2')
    }, what)
    await typist.compose('hội')
    expect(await bench.page.evaluate(() => window.desk.text())).toBe('Một|Haihội.')
    await typist.commit('hội')
    const expected = what === 'write' ? '<p>Một và hai</p><p>Máy chủ</p>' : '<p>Một</p><h2>Haihội.</h2>'
    await expect.poll(() => bench.read()).toBe(expected)
  })

  it('a change of another paragraph leaves the word alone', async () => {
    await bench.open('<p>Một</p><p>Hai.</p>')
    await bench.caret('Hai', 'after')
    await typist.compose('hô')
    await bench.page.evaluate(() => window.desk.view.dispatch(window.desk.view.state.tr.insertText('XA ', 1)))
    await typist.compose('hội')
    await typist.commit('hội')
    await expect.poll(() => bench.read()).toBe('<p>XA Một</p><p>Haihội.</p>')
  })

  it('keys that belong to the way of typing do nothing else', async () => {
    await bench.open('<p>Hai.</p>')
    await bench.caret('Hai', 'after')
    await typist.compose('hôi')
    await bench.page.evaluate(() => {
      for (const code of ['Enter', 'Escape', 'Tab', 'KeyB'])
        window.desk.view.dom.dispatchEvent(
          new KeyboardEvent('keydown', {
            ...{ code, key: 'Process', ctrlKey: code === 'KeyB', isComposing: true },
            ...{ bubbles: true, cancelable: true },
          }),
        )
    })
    await typist.commit('hội')
    await expect.poll(() => bench.read()).toBe('<p>Haihội.</p>')
    expect(await bench.page.evaluate(() => window.desk.log.leaving)).toEqual([])
  })
})

describe('letters', () => {
  it('that come apart from their marks are composed when the caret leaves, and read composed before', async () => {
    await bench.open('<p></p>')
    await bench.page.evaluate(() => window.desk.view.focus())
    await typist.commit(word.normalize('NFD'))
    expect(await bench.read()).toBe(`<p>${word}</p>`)
    await bench.page.getByRole('button', { name: 'sau' }).focus()
    await expect.poll(() => bench.page.evaluate(() => window.desk.text())).toBe(word)
  })

  it.each([
    ['- a', '<ul><li>a</li></ul>'],
    ['3. a', '<ol start="3"><li>a</li></ol>'],
    ['## a', '<h2>a</h2>'],
    ['> a', '<blockquote><p>a</p></blockquote>'],
    ['(c) 1/2 -- "x" www.example.vn a', '<p>(c) 1/2 -- "x" www.example.vn a</p>'],
    ['so1. a', '<p>so1. a</p>'],
  ])('typed as %s at the beginning of a paragraph give %s', async (keys, expected) => {
    await bench.open('')
    await bench.page.evaluate(() => window.desk.view.focus())
    await bench.page.keyboard.type(keys)
    expect(await bench.read()).toBe(expected)
  })

  it('of a list that nobody meant come back by one undo', async () => {
    await bench.open('')
    await bench.page.evaluate(() => window.desk.view.focus())
    await bench.page.keyboard.type('- ')
    await bench.page.keyboard.press('Control+KeyZ')
    expect(await bench.page.evaluate(() => window.desk.text())).toBe('- ')
  })
})
