/** An address of the old portal as it is looked up: path in lower case, and its item id (`...?ID=79`) if it has one. */
export function oldAddress(path: string, id: string | undefined): string {
  return path.toLowerCase() + (id ? `?id=${id}` : '')
}

/** The same, of a whole address. */
export function oldAddressOf(url: string): string {
  const { pathname, searchParams } = new URL(url)
  return oldAddress(pathname, [...searchParams].find(([name]) => name.toLowerCase() === 'id')?.[1])
}
