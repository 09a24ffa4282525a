/** Bounds of what a saved article carries along: a function answers with at most 6 MB. */
const most = { pictures: 20, bytes: 3_000_000 }
/** Milliseconds for all of them: whoever saves an article waits for it. */
const patience = 5_000

/** Gets a public file as everybody gets it: from the CDN, so that the door needs no right to any bucket. */
export type FetchPublic = (address: string, signal: AbortSignal) => Promise<Response>

async function fetchPicture(fetchPublic: FetchPublic, address: string, signal: AbortSignal) {
  try {
    const answer = await fetchPublic(address, signal)
    const type = answer.headers.get('content-type') ?? ''
    const isSmall = Number(answer.headers.get('content-length') ?? 0) <= most.bytes
    if (answer.ok && type.startsWith('image/') && isSmall)
      return { address, type, bytes: Buffer.from(await answer.arrayBuffer()) }
    await answer.body?.cancel()
  } catch {
    // It is shown from the site.
  }
  return undefined
}

/** The pictures of these addresses as data URLs, the first ones first, as far as they can be had in time and in the bounds. */
export async function carriedPictures(
  fetchPublic: FetchPublic,
  addresses: readonly string[],
): Promise<Map<string, string>> {
  const signal = AbortSignal.timeout(patience)
  const fetched = await Promise.all(
    addresses.slice(0, most.pictures).map((address) => fetchPicture(fetchPublic, address, signal)),
  )
  const carried = new Map<string, string>()
  let left = most.bytes
  for (const picture of fetched) {
    if (!picture || picture.bytes.length > left) continue
    left -= picture.bytes.length
    carried.set(picture.address, `data:${picture.type};base64,${picture.bytes.toString('base64')}`)
  }
  return carried
}
