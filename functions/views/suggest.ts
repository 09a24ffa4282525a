/**
 * What a reader may mean, while they type: a list under the box that is searched from, as the combobox of ARIA 1.2. A datalist
 * would be less, but browsers show of one only what contains the very letters that were typed, with their marks.
 */

/** Milliseconds without a key before anybody is asked. */
const pause = 200
const shortest = 2

function wire(input: HTMLInputElement, address: string): void {
  const list = document.createElement('ul')
  let asked = ''
  let active = -1
  let timer = 0

  const options = () => [...list.children]

  function activate(at: number): void {
    active = at
    for (const [index, option] of options().entries())
      option.setAttribute('aria-selected', String(index === at))
    const option = list.children[at]
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }

  function show(texts: readonly string[]): void {
    list.textContent = ''
    list.append(
      ...texts.map((text, index) => {
        const option = document.createElement('li')
        option.setAttribute('role', 'option')
        option.id = `${list.id}-${index}`
        option.textContent = text
        return option
      }),
    )
    input.setAttribute('aria-expanded', String(texts.length > 0))
    activate(-1)
  }

  function close(): void {
    clearTimeout(timer)
    asked = ''
    show([])
  }

  function choose(option: Element): void {
    input.value = option.textContent ?? ''
    close()
    input.form?.submit()
  }

  async function ask(): Promise<void> {
    const typed = input.value.trim()
    if (typed === asked) return
    asked = typed
    if (typed.length < shortest) return show([])
    const answer = await fetch(`${address}?q=${encodeURIComponent(typed.toLowerCase())}`).catch(
      () => undefined,
    )
    // Somebody has typed on meanwhile, or gone elsewhere.
    if (answer?.ok && typed === asked) show(await answer.json())
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(ask, pause)
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    const { key } = event
    const all = options()
    // While a letter is being composed, keys are those of whoever composes it.
    if (event.isComposing || all.length === 0) return
    const chosen = all[active]
    if (key === 'Escape') close()
    else if (key === 'ArrowDown') activate(active + 1 < all.length ? active + 1 : -1)
    else if (key === 'ArrowUp') activate(active < 0 ? all.length - 1 : active - 1)
    else if (key === 'Enter' && chosen) choose(chosen)
    else return
    event.preventDefault()
  })
  // Before the box loses the focus to it.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault()
    const { target } = event
    if (target instanceof Element && target !== list) choose(target)
  })

  list.id = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.dataset.suggestions ?? '')
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-controls', list.id)
  input.setAttribute('aria-expanded', 'false')
  input.after(list)
}

/** Each page has one box, the page of search its own. */
export function wireSuggestions(): void {
  const input = document.querySelector<HTMLInputElement>('[data-suggest]')
  if (!input) return
  // The page that stands in for results does not know what was asked, but its address does.
  if (input.id === 'q') input.value ||= new URLSearchParams(location.search).get('q') ?? ''
  wire(input, input.dataset.suggest ?? '')
}
