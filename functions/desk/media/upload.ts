import type { Api } from '../api/api.ts'
import { newId } from '../article/new-id.ts'
import { DeskFailure } from '../session/failure.ts'
import type { LibraryFile } from './library.ts'

/** A form that the browser sends straight to the object store: `fields` first, then `file`. */
export interface UploadForm {
  url: string
  fields: Record<string, string>
}

interface Asked {
  media: LibraryFile
  upload: UploadForm
}

interface UploadOptions {
  /** @param part 0 to 1 */
  onProgress?: (part: number) => void
  signal?: AbortSignal
}

/** Fetch does not tell how far it has come, so that this is asked in the older way. */
function post(url: string, form: FormData, { onProgress, signal }: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.onload = () =>
      request.status < 300
        ? resolve()
        : reject(new DeskFailure('outage', `the object store answered ${request.status}`))
    request.onerror = () => reject(new DeskFailure('offline', 'the object store was not reached'))
    request.onabort = () => reject(new DOMException('the upload was cancelled', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

/** Sends the bytes of a file by a form that was signed for it. */
export async function sendForm(
  { url, fields }: UploadForm,
  file: File,
  options: UploadOptions,
): Promise<void> {
  options.signal?.throwIfAborted()
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  await post(url, form, options)
}

/**
 * Sends the bytes of a file, under an id of ours: it is none of the library's until that is completed. `match`: entity tag of
 * the file that they are to replace.
 */
export async function send(
  api: Api,
  file: File,
  id: string,
  { match, ...options }: UploadOptions & { match?: string | undefined } = {},
): Promise<void> {
  const { data } = await api.write<Asked>(`/media/${id}`, {
    method: 'PUT',
    ...(match ? { match } : { absent: true }),
    body: { name: file.name, bytes: file.size },
  })
  await sendForm(data.upload, file, options)
}

/** Makes of what was sent what readers get. */
export async function complete(api: Api, id: string): Promise<LibraryFile> {
  const taken = await api.write<{ media: LibraryFile }>(`/media/${id}/complete`, { method: 'POST', body: {} })
  return taken.data.media
}

/** Puts a file of this computer into the library. Throws `Refusal` where it is not taken, with what is allowed. */
export async function upload(
  api: Api,
  file: File,
  { id = newId(), ...options }: UploadOptions & { id?: string } = {},
): Promise<LibraryFile> {
  await send(api, file, id, options)
  return await complete(api, id)
}

/** Puts other bytes in the place of those of a file. Articles go on showing the old ones until they are written again. */
export async function replace(
  api: Api,
  file: File,
  id: string,
  match: string | undefined,
  options: UploadOptions = {},
): Promise<LibraryFile> {
  await send(api, file, id, { ...options, match })
  return await complete(api, id)
}
