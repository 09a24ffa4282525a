import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EditorBench, openBench } from '../support/editor/bench.ts'

let bench: EditorBench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())
beforeEach(() => bench.open(''))

const press = (keys: string) => bench.page.keyboard.press(keys)
const focused = () => bench.page.evaluate(() => document.activeElement?.textContent)
const isInText = () => bench.page.evaluate(() => window.desk.view.dom.contains(document.activeElement))

const table =
  '<table><caption>Bảng</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td>c</td><td>d</td></tr></tbody></table>'

describe('the keyboard in a text', () => {
  it('is caught nowhere: Tab leaves a paragraph, a list and a table, and Escape lets it leave at once', async () => {
    for (const [body, words, most] of [
      ['<p>a</p>', 'a', 1],
      ['<ul><li>x</li><li>a</li></ul>', 'a', 2],
      [`${table}<p>e</p>`, 'Bảng', 6],
    ] as const) {
      await bench.open(body)
      await bench.caret(words, 'after')
      let presses = 0
      while (presses < most && (await isInText())) {
        await press('Tab')
        presses += 1
      }
      expect(await focused(), body).toBe('sau')
      await bench.caret(words, 'after')
      await press('Escape')
      expect(await bench.page.evaluate(() => window.desk.log.leaving.at(-1))).toBe(true)
      await press('Tab')
      expect(await focused(), body).toBe('sau')
      await bench.caret(words, 'after')
      await press('Escape')
      await press('Shift+Tab')
      expect(await focused(), body).toBe('trước')
    }
  })

  it('goes through a table cell by cell, in its order, and makes no rows of its own accord', async () => {
    await bench.open(`${table}<p>e</p>`)
    await bench.caret('Bảng', 'after')
    const cells: string[] = []
    for (let presses = 0; presses < 5; presses++) {
      await press('Tab')
      cells.push(await bench.page.evaluate(() => window.desk.view.state.selection.$head.parent.textContent))
    }
    expect(cells).toEqual(['A', 'B', 'c', 'd', 'e'])
    await bench.caret('c', 'after')
    await press('Shift+Tab')
    await bench.page.keyboard.type('B2')
    await bench.caret('d', 'after')
    await press('Control+Enter')
    await bench.page.keyboard.type('f')
    expect(await bench.read()).toBe(
      `${table.replace('>B<', '>B2<').replace('</tbody>', '<tr><td></td><td>f</td></tr></tbody>')}<p>e</p>`,
    )
  })

  it.each([
    ['Control+KeyB', '<p>một <strong>hai</strong> ba</p>'],
    ['Control+KeyI', '<p>một <em>hai</em> ba</p>'],
    ['Control+KeyU', '<p>một <u>hai</u> ba</p>'],
    ['Control+Shift+KeyX', '<p>một <s>hai</s> ba</p>'],
    ['Control+Comma', '<p>một <sub>hai</sub> ba</p>'],
    ['Control+Period', '<p>một <sup>hai</sup> ba</p>'],
    ['Control+Alt+Digit2', '<h2>một hai ba</h2>'],
    ['Control+Shift+Digit7', '<ol><li>một hai ba</li></ol>'],
    ['Control+Shift+Digit8', '<ul><li>một hai ba</li></ul>'],
    ['Control+Shift+Digit9', '<blockquote><p>một hai ba</p></blockquote>'],
  ])('%s does what it says, undo takes it back, and redo does it again', async (keys, expected) => {
    await bench.open('<p>một hai ba</p>')
    await bench.page.evaluate(() => window.desk.select('hai'))
    await press(keys)
    expect(await bench.read()).toBe(expected)
    await press('Control+KeyZ')
    expect(await bench.read()).toBe('<p>một hai ba</p>')
    await press('Control+KeyY')
    expect(await bench.read()).toBe(expected)
  })

  it('asks for the link, the search and the toolbar, which stand around it', async () => {
    await bench.page.evaluate(() => window.desk.view.focus())
    for (const keys of ['Control+KeyK', 'Control+KeyH', 'Alt+F10']) await press(keys)
    expect(await bench.page.evaluate(() => window.desk.log.requests)).toEqual(['link', 'replace', 'toolbar'])
  })

  it('leaves a list, a caption and a quotation by Enter', async () => {
    await bench.open(
      '<ul><li>a</li></ul><figure><img src="media:4k7m2p9x1a" alt="b"><figcaption>c</figcaption></figure>',
    )
    await bench.caret('a', 'after')
    await press('Enter')
    await press('Enter')
    await bench.page.keyboard.type('d')
    await bench.caret('c', 'after')
    await press('Enter')
    await bench.page.keyboard.type('e')
    expect(await bench.read()).toBe(
      '<ul><li>a</li></ul><p>d</p><figure><img src="media:4k7m2p9x1a" alt="b"><figcaption>c</figcaption></figure><p>e</p>',
    )
  })

  it('selects a picture from its caption before it deletes it, and undo brings it back', async () => {
    const body = '<p>a</p><figure><img src="media:4k7m2p9x1a" alt="b"><figcaption>c</figcaption></figure>'
    await bench.open(body)
    await bench.caret('c', 'before')
    await press('Backspace')
    expect(await bench.read()).toBe(body)
    await press('Backspace')
    expect(await bench.read()).toBe('<p>a</p>')
    await press('Control+KeyZ')
    expect(await bench.read()).toBe(body)
  })
})

describe('a picture in a text', () => {
  it('that is selected stays when somebody types on', async () => {
    const figure = '<figure><img src="media:4k7m2p9x1a" alt="b"></figure>'
    await bench.open(`<p>a</p>${figure}<p>c</p>`)
    await bench.caret('c', 'before')
    await press('Backspace')
    await bench.page.keyboard.type('hai')
    expect(await bench.read()).toBe(`<p>a</p>${figure}<p>hai</p><p>c</p>`)
  })

  const undescribed = '<p>a</p><figure><img src="media:4k7m2p9x1a"></figure>'

  it('says that nobody has described it, until somebody does, with the keyboard alone', async () => {
    await bench.open(undescribed)
    const missing = bench.page.getByText('Ảnh chưa có mô tả')
    expect(await missing.isVisible()).toBe(true)
    await bench.caret('a', 'after')
    await press('ArrowDown')
    const block = () => bench.page.evaluate(() => window.desk.view.state.selection.$from.parent.type.name)
    await expect.poll(block).toBe('figure')
    await press('Shift+Tab')
    const alt = bench.page.getByRole('textbox', { name: 'Mô tả ảnh' })
    expect(await alt.evaluate((each) => each === document.activeElement)).toBe(true)
    await bench.page.keyboard.type('Trụ sở Sở Ngoại vụ')
    expect(await missing.isVisible()).toBe(false)
    await press('Enter')
    await bench.page.keyboard.type('Ảnh chụp năm 2026')
    expect(await bench.read()).toBe(
      '<p>a</p><figure><img src="media:4k7m2p9x1a" alt="Trụ sở Sở Ngoại vụ"><figcaption>Ảnh chụp năm 2026</figcaption></figure>',
    )
    await bench.page.getByRole('checkbox', { name: 'Ảnh chỉ để trang trí' }).check()
    expect(await bench.read()).toContain('alt=""')
  })
})

describe('a footnote', () => {
  it('is written where its number will stand, is left by Enter and by arrows, and undone with the text', async () => {
    await bench.open('<p>một hai</p>')
    await bench.caret('một', 'after')
    await press('Control+Alt+KeyF')
    await bench.page.keyboard.type('chú ')
    await press('Control+KeyB')
    await bench.page.keyboard.type('thích')
    await press('Enter')
    await bench.page.keyboard.type(',')
    const note = '<small role="note">chú <strong>thích</strong></small>'
    expect(await bench.read()).toBe(`<p>một${note}, hai</p>`)
    await press('ArrowLeft')
    await press('ArrowLeft')
    await bench.page.keyboard.type('!')
    await press('ArrowRight')
    await bench.page.keyboard.type('?')
    expect(await bench.read()).toBe(`<p>một${note.replace('thích', 'thích!')}?, hai</p>`)
    for (let presses = 0; presses < 8; presses++) await press('Control+KeyZ')
    expect(await bench.read()).toBe('<p>một hai</p>')
  })

  it('that says nothing goes by Backspace', async () => {
    await bench.open('<p>một hai</p>')
    await bench.caret('một', 'after')
    await press('Control+Alt+KeyF')
    await press('Backspace')
    await bench.page.keyboard.type('!')
    expect(await bench.read()).toBe('<p>một! hai</p>')
  })
})

describe('what is copied and pasted', () => {
  /** As the browser does it, with what the clipboard holds. */
  const paste = (data: Record<string, string>) =>
    bench.page.evaluate((given) => {
      const clipboardData = new DataTransfer()
      for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text)
      window.desk.view.dom.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    }, data)

  it('comes in as the server keeps it, by one step that can be undone', async () => {
    await bench.open('<p>một hai</p>')
    await bench.caret('một ', 'after')
    await paste({
      'text/html':
        '<b style="font-weight:normal"><span style="font-weight:700">đậm</span><script>x()</script></b>',
      'text/plain': 'đậm',
    })
    expect(await bench.read()).toBe('<p>một <strong>đậm</strong>hai</p>')
    await press('Control+KeyZ')
    expect(await bench.read()).toBe('<p>một hai</p>')
  })

  it('an address over words makes a link of them', async () => {
    await bench.open('<p>một hai</p>')
    await bench.page.evaluate(() => window.desk.select('hai'))
    await paste({ 'text/plain': 'https://example.vn/a' })
    expect(await bench.read()).toBe('<p>một <a href="https://example.vn/a" rel="noopener">hai</a></p>')
  })

  it('keeps a whole table with its caption, and a block that cannot be edited, when it is cut and put elsewhere', async () => {
    const opaque = '<figure><img src="media:4k7m2p9x1a" alt=""><figcaption lang="en">x</figcaption></figure>'
    await bench.open(`${table}${opaque}<p>e</p>`)
    await bench.caret('e', 'after')
    await press('Control+KeyA')
    const cut = await bench.page.evaluate(() => {
      const { view } = window.desk
      const data = new DataTransfer()
      view.dom.dispatchEvent(
        new ClipboardEvent('cut', { clipboardData: data, bubbles: true, cancelable: true }),
      )
      return { 'text/html': data.getData('text/html'), 'text/plain': data.getData('text/plain') }
    })
    expect(await bench.read()).toBe('')
    await paste(cut)
    expect(await bench.read()).toBe(`${table}${opaque}<p>e</p>`)
    expect(await bench.violations()).toEqual([])
  })
})

describe('a text that is written anew from elsewhere', () => {
  it('leaves the caret and what did not change, tells no change, and can be undone', async () => {
    await bench.open('<p>một</p><p>hai</p><p>ba</p>')
    await bench.caret('ba', 'after')
    const changes = await bench.page.evaluate(() => {
      const before = window.desk.log.changes
      window.desk.editor.write('<p>một</p><p>hai rưỡi</p><p>ba</p>')
      return window.desk.log.changes - before
    })
    expect(changes).toBe(0)
    await bench.page.keyboard.type('!')
    expect(await bench.read()).toBe('<p>một</p><p>hai rưỡi</p><p>ba!</p>')
    await press('Control+KeyZ')
    await press('Control+KeyZ')
    expect(await bench.read()).toBe('<p>một</p><p>hai</p><p>ba</p>')
  })
})
