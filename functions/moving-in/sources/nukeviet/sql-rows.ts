/** A row of a dump: texts, by the names of its columns. */
export interface SqlRow {
  table: string
  row: ReadonlyMap<string, string>
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '', Z: '' }

/** Where a text ends that begins after `from`, and what it says; MySQL escapes by a backslash or by doubling. */
function stringAt(sql: string, from: number): { text: string; end: number } {
  let text = ''
  for (let at = from; ; ) {
    const next = sql.slice(at).search(/['\\]/u)
    if (next < 0) return { text: text + sql.slice(at), end: sql.length }
    text += sql.slice(at, at + next)
    at += next
    const following = sql[at + 1] ?? ''
    if (sql[at] === '\\') text += escapes[following] ?? following
    else if (following === "'") text += "'"
    else return { text, end: at + 1 }
    at += 2
  }
}

function* tuplesAt(sql: string, from: number): Generator<{ values: string[]; end: number }> {
  let values: string[] | undefined
  let plain = ''
  let at = from
  while (at < sql.length) {
    const sign = sql[at] ?? ''
    if (sign === "'") {
      const { text, end } = stringAt(sql, at + 1)
      plain = text
      at = end
      continue
    }
    at += 1
    if (sign === '(' && !values) values = []
    else if ((sign === ',' || sign === ')') && values) {
      values.push(plain)
      plain = ''
      if (sign === ')') {
        yield { values, end: at }
        values = undefined
      }
    } else if (!values && (sign === ';' || /[a-z]/iu.test(sign))) return
    else if (values && !/\s/u.test(sign)) plain += sign
  }
}

const names = (list: string) => list.split(',').map((name) => name.replaceAll(/[`"\s()]/gu, ''))

/** Rows of all INSERTs of a dump; the names of columns stand there, or where the table was made. */
export function* sqlRows(sql: string): Generator<SqlRow> {
  const made = new Map<string, string[]>()
  const statement =
    /\b(?:INSERT(?:\s+IGNORE)?\s+INTO|REPLACE\s+INTO)\s+(?:[`"]?\w+[`"]?\.)?[`"]?(\w+)[`"]?\s*(\([^)]*\))?\s*VALUES|\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:[`"]?\w+[`"]?\.)?[`"]?(\w+)[`"]?\s*\(([\s\S]*?)\n\s*\)[^;]*;/giu
  for (let found = statement.exec(sql); found; found = statement.exec(sql)) {
    const [, table, columns, created, body = ''] = found
    if (created !== undefined) {
      made.set(
        created,
        [...body.matchAll(/^\s*[`"](\w+)[`"]\s/gmu)].map(([, name = '']) => name),
      )
      continue
    }
    if (table === undefined) continue
    const known = columns === undefined ? (made.get(table) ?? []) : names(columns)
    for (const { values, end } of tuplesAt(sql, statement.lastIndex)) {
      statement.lastIndex = end
      yield {
        table,
        row: new Map(
          known.map((name, index) => [name, values[index] === 'NULL' ? '' : (values[index] ?? '')]),
        ),
      }
    }
  }
}
