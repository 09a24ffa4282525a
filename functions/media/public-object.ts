/** What readers may fetch, below the root of the public bucket: `media/<hash>/640.webp`. Never replaced by other bytes. */
export interface PublicObject {
  key: string
  body: Uint8Array
  /** Media type it is served with. */
  type: string
  /** `Content-Disposition`, of what is for download. */
  disposition?: string
}
