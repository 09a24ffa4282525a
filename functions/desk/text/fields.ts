/** Parts of what is shown around a picture or a video; all of them plain elements, so that the editor needs no framework. */

let made = 0

/** A line to write in, with its label. What is written is told at every letter, with its letters composed when it is left. */
export interface LineField {
  dom: HTMLElement
  input: HTMLInputElement
  show: (value: string) => void
}

export function lineField(label: string, onInput: (value: string) => void): LineField {
  const dom = document.createElement('p')
  const name = document.createElement('label')
  const input = document.createElement('input')
  input.id = `text-field-${made++}`
  name.htmlFor = input.id
  name.textContent = label
  input.className = 'input'
  // Reached from the block that it belongs to; Tab leaves a text at once.
  input.tabIndex = -1
  input.addEventListener('input', () => onInput(input.value))
  input.addEventListener('blur', () => {
    const composed = input.value.normalize('NFC')
    if (composed !== input.value) onInput(composed)
  })
  dom.append(name, input)
  const show = (value: string) => {
    // Never under the hands of whoever writes in it.
    if (input.value !== value && document.activeElement !== input) input.value = value
  }
  return { dom, input, show }
}

/** A choice of yes or no, with its label. */
export function tickField(
  label: string,
  onChange: (is: boolean) => void,
): { dom: HTMLElement; input: HTMLInputElement } {
  const dom = document.createElement('label')
  const input = document.createElement('input')
  input.type = 'checkbox'
  input.tabIndex = -1
  input.addEventListener('change', () => onChange(input.checked))
  dom.append(input, label)
  return { dom, input }
}

/** What can be seen and used, but is no text of the article. */
export function aside(className: string, ...children: (Node | string)[]): HTMLElement {
  const dom = document.createElement('div')
  dom.className = className
  dom.contentEditable = 'false'
  dom.append(...children)
  return dom
}
