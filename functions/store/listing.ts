export interface ListedPage {
  objects: { key: string; written: number }[]
  /** With what the next page is asked for; undefined on the last one. */
  next: string | undefined
}

/** The value of an element that holds no other, its references undone. */
function textOf(xml: string, element: string): string | undefined {
  return new RegExp(`<${element}>([^<]*)</${element}>`, 'u')
    .exec(xml)?.[1]
    ?.replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
}

/** Reads the answer to ListObjectsV2 with `encoding-type=url`. `written`: milliseconds since 1970 UTC. */
export function readListing(xml: string): ListedPage {
  if (!xml.includes('<ListBucketResult')) throw new Error('this is no listing of a bucket')
  const objects = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gsu)].map(([, each = '']) => ({
    // In S3's own encoding a blank may be a plus.
    key: decodeURIComponent((textOf(each, 'Key') ?? '').replaceAll('+', '%20')),
    written: Date.parse(textOf(each, 'LastModified') ?? ''),
  }))
  return { objects, next: textOf(xml, 'NextContinuationToken') }
}
