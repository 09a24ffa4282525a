import type { CDPSession, Page } from 'playwright-core'

/** What is typed, and what a way of typing makes of it key by key: letters, and how many go where which come in. */
export const word = 'hội nghị'
type Step = string | { back: number; letters: string }
const telex: readonly Step[] = [
  ...['h', 'o', { back: 1, letters: 'ô' }, 'i', { back: 2, letters: 'ội' }, ' '],
  ...['n', 'g', 'h', 'i', { back: 1, letters: 'ị' }],
]
const composed = ['hội', 'nghị'].map((last) =>
  last === 'hội' ? ['h', 'ho', 'hô', 'hôi', last] : ['n', 'ng', 'ngh', 'nghi', last],
)

const shift = 8

/** Keys as the devtools protocol sends them: as real ones, of a keyboard or of a program that types for it. */
function keysOf(session: CDPSession) {
  const key = async (name: string, code: string, keyCode: number, text?: string, modifiers = 0) => {
    const same = { key: name, code, windowsVirtualKeyCode: keyCode, modifiers }
    await session.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      ...same,
      ...(text !== undefined && { text }),
    })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...same })
  }
  return {
    letter: (letter: string) => {
      const upper = letter.toUpperCase()
      return key(letter, letter === ' ' ? 'Space' : `Key${upper}`, upper.charCodeAt(0), letter)
    },
    backspace: () => key('Backspace', 'Backspace', 8),
    selectLeft: () => key('ArrowLeft', 'ArrowLeft', 37, undefined, shift),
    /** A letter that comes from no key (`SendInput` with `KEYEVENTF_UNICODE`). */
    packet: (letter: string) => key(letter, '', 231, letter),
    compose: (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      }),
    insert: (text: string) => session.send('Input.insertText', { text }),
  }
}

type Keys = ReturnType<typeof keysOf>
type Change = (back: number, letters: string) => Promise<unknown>

async function type({ letter }: Keys, change: Change): Promise<void> {
  for (const step of telex) {
    if (typeof step === 'string') await letter(step)
    else await change(step.back, step.letters)
  }
}

const times = async (count: number, act: () => Promise<unknown>) => {
  for (let done = 0; done < count; done++) await act()
}

/** The ways in which Vietnamese is typed, and who does so. */
const ways = {
  /** macOS, Windows' own keyboard, ibus and fcitx: a composition that ends at the space. */
  async composition(keys: Keys) {
    for (const [index, steps] of composed.entries()) {
      if (index > 0) await keys.letter(' ')
      for (const step of steps) await keys.compose(step)
      await keys.insert(steps.at(-1)!)
    }
  },
  /** UniKey and EVKey: Backspace, then letters as packets. */
  unikey: (keys: Keys) =>
    type(keys, async (back, letters) => {
      await times(back, keys.backspace)
      for (const letter of letters) await keys.packet(letter)
    }),
  /** The same at once, without waiting for the page. */
  async unikeyFast(keys: Keys) {
    const sent: Promise<unknown>[] = []
    for (const step of telex) {
      if (typeof step === 'string') sent.push(keys.letter(step))
      else {
        for (let done = 0; done < step.back; done++) sent.push(keys.backspace())
        for (const letter of step.letters) sent.push(keys.packet(letter))
      }
    }
    await Promise.all(sent)
  },
  /** What such programs do for browsers: select with Shift+Left, and type over it. */
  selectReplace: (keys: Keys) =>
    type(keys, async (back, letters) => {
      await times(back, keys.selectLeft)
      for (const letter of letters) await keys.packet(letter)
    }),
  /** An empty character first, so that what the browser suggests goes away; then one Backspace more. */
  emptyChar: (keys: Keys) =>
    type(keys, async (back, letters) => {
      await keys.packet('\u202f')
      await times(back + 1, keys.backspace)
      for (const letter of letters) await keys.packet(letter)
    }),
}

export type Way = keyof typeof ways
export const waysOfTyping = Object.keys(ways) as Way[]

export interface Typist {
  type: (way: Way) => Promise<void>
  compose: (text: string) => Promise<void>
  /** Ends a composition with this text. */
  commit: (text: string) => Promise<void>
}

/** Somebody who types Vietnamese into the page, where the caret is. */
export async function typistOf(page: Page): Promise<Typist> {
  const session = await page.context().newCDPSession(page)
  const keys = keysOf(session)
  return {
    type: async (way) => {
      await ways[way](keys)
    },
    compose: async (text) => {
      await keys.compose(text)
    },
    commit: async (text) => {
      await keys.insert(text)
    },
  }
}
