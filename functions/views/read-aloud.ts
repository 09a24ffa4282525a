/**
 * Reads an article aloud by a voice of the browser, where it has one of the language. What is being read is marked and kept in
 * sight.
 */

const speech: SpeechSynthesis | undefined = window.speechSynthesis

/** `vi` of `vi-VN`, and of `vi_VN`, as Android has it. */
const language = (tag: string) => tag.split(/[-_]/u)[0]
const voiceOf = (tag: string) => speech?.getVoices().find(({ lang }) => language(lang) === language(tag))

/** Whoever was begun before the last falls silent. */
let turn = 0
/** Some browsers forget what is spoken where nobody holds it. */
let spoken: SpeechSynthesisUtterance

const texts = [
  'h1',
  '.lead',
  ...['p', 'h2', 'h3', 'h4', 'li', 'td', 'th', 'figcaption'].map((tag) => `.body ${tag}`),
]

/** Some browsers fall silent after a quarter of a minute, so no more than a sentence is said at once. */
const sentencesOf = (text: string) => text.replace(/([.!?…;:])\s+/gu, '$1\n').split('\n')

function say(text: string, lang: string): Promise<unknown> {
  return new Promise((done) => {
    spoken = new SpeechSynthesisUtterance(text)
    spoken.lang = lang
    spoken.voice = voiceOf(lang) ?? null
    spoken.onend = done
    spoken.onerror = done
    speech?.speak(spoken)
  })
}

/** Begins, or ends where it is reading. */
export async function readAloud(button: HTMLElement): Promise<void> {
  const press = (isOn: boolean) => button.setAttribute('aria-pressed', String(isOn))
  const wasOn = button.getAttribute('aria-pressed') === 'true'
  turn += 1
  const mine = turn
  speech?.cancel()
  press(!wasOn)
  if (wasOn) return
  for (const block of document.querySelectorAll<HTMLElement>(`.article :is(${texts})`)) {
    if (block.querySelector(`:is(${texts})`)) continue
    block.dataset.read = ''
    block.scrollIntoView({ block: 'nearest' })
    const lang = block.closest<HTMLElement>('[lang]')?.lang ?? ''
    for (const sentence of sentencesOf(block.innerText)) if (mine === turn) await say(sentence, lang)
    delete block.dataset.read
    if (mine !== turn) return
  }
  press(false)
}

/** Shows the button where there is a voice, which some browsers learn only after the page is there. */
export function wireVoice(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-do=read]')
  if (!button || !speech) return
  const show = () => {
    button.disabled = !voiceOf(document.documentElement.lang)
  }
  speech.onvoiceschanged = show
  show()
  addEventListener('pagehide', () => speech.cancel())
}
