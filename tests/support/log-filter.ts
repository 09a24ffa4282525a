// Lines have many shapes.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Line = any

const valueAt = (line: Line, path: string) =>
  path.split('.').reduce((value: Line, name) => value?.[name], line)

/** Whether CloudWatch counts a line by a filter pattern: comparisons with `=` and `>=`, joined by `&&` and `||`. */
export function counts(pattern: string, line: Line): boolean {
  const [, inner = ''] = /^\{ (.*) \}$/u.exec(pattern) ?? []
  const isTrue = (comparison: string): boolean => {
    const [, path = '', sign, wanted = ''] = /^\$\.([\w.]+) (=|>=) (.+)$/u.exec(comparison) ?? []
    if (!sign) throw new Error(`"${comparison}" is no comparison that is known here`)
    const value = valueAt(line, path)
    return sign === '=' ? value === JSON.parse(wanted) : value >= Number(wanted)
  }
  return inner.split(' || ').some((each) =>
    each
      .replace(/^\((.*)\)$/u, '$1')
      .split(' && ')
      .every(isTrue),
  )
}
