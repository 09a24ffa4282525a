import type { Source } from './source.ts'

/** `.iqy`: what "Export to Excel" downloads is a question, no data. */
export const query: Source = {
  name: 'query',
  recognises: ({ text }) =>
    /^(?:\s*WEB\s*\r?\n\s*1\s*\r?\n\s*https?:|\s*https?:\/\/\S+owssvr\.dll\S*\s*$)/iu.test(text),
  async *read(file) {
    const text = (await file.bytes()).toString('utf8')
    const address = /https?:\/\/\S+/u.exec(text)?.[0] ?? ''
    yield { notice: { code: 'query-without-data', place: { file: file.path }, value: address.slice(0, 300) } }
  },
}
