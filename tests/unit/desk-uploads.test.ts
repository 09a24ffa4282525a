import { describe, expect, it } from 'vitest'
import { createUploads, type Send, type Sending } from '../../functions/desk/media/uploads.ts'

/** Files on their way, each of which ends when the test says so. */
function underWay() {
  const asked: {
    name: string
    signal: AbortSignal
    end: (news: Partial<Sending<string>> | Error) => void
  }[] = []
  const send: Send<string> = ({ name }, { signal, onProgress }) => {
    onProgress(0.5)
    return new Promise((resolve, reject) => {
      asked.push({ name, signal, end: (news) => (news instanceof Error ? reject(news) : resolve(news)) })
    })
  }
  const uploads = createUploads({ send })
  const file = (name: string) => ({ file: new File([name], name), name })
  const states = () => uploads.entries.map(({ name, state }) => `${name} ${state}`)
  /** What was asked for last under a name. */
  const last = (name: string) => {
    const found = asked.findLast((each) => each.name === name)
    if (!found) throw new Error(`${name} was not sent`)
    return found
  }
  return { uploads, file, states, last, asked }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('files on their way', () => {
  it('go two at a time, tell how far they are, and the next follows whatever became of one', async () => {
    const { uploads, file, states, last, asked } = underWay()
    let told = 0
    const leave = uploads.subscribe(() => {
      told += 1
    })
    uploads.add([file('a'), file('b'), file('c')])
    expect(states()).toEqual(['a sending', 'b sending', 'c waiting'])
    expect(uploads.entries[0]?.part).toBe(0.5)
    expect(uploads.onTheWay).toBe(3)
    last('a').end(new Error('the network is gone'))
    await settled()
    expect(states()).toEqual(['a failed', 'b sending', 'c sending'])
    last('b').end({ state: 'done', made: 'B' })
    last('c').end({ state: 'twin', twin: 'C' })
    await settled()
    expect(states()).toEqual(['a failed', 'b done', 'c twin'])
    expect([uploads.onTheWay, asked.length, told > 5]).toEqual([0, 3, true])
    leave()
  })

  it('are tried again where they failed, and whoever cancels one stops its way', async () => {
    const { uploads, file, states, last, asked } = underWay()
    uploads.add([file('a'), file('b')])
    last('a').end(new Error('no'))
    await settled()
    const [failed, going] = uploads.entries
    uploads.retry(failed?.key ?? 0)
    expect(states()).toEqual(['a sending', 'b sending'])
    uploads.cancel(going?.key ?? 0)
    expect(last('b').signal.aborted).toBe(true)
    last('b').end(new DOMException('cancelled', 'AbortError'))
    last('a').end({ state: 'done', made: 'A' })
    await settled()
    expect([states(), asked.length]).toEqual([['a done'], 3])
  })

  it('that are there already are taken as they are, or sent a second time', async () => {
    const { uploads, file, states, last } = underWay()
    uploads.add([file('a'), file('b')])
    last('a').end({ state: 'twin', twin: 'A' })
    last('b').end({ state: 'twin', twin: 'B' })
    await settled()
    const [one, other] = uploads.entries
    uploads.takeTwin(one?.key ?? 0)
    uploads.retry(other?.key ?? 0, { isWantedTwice: true })
    expect([states(), uploads.entries[0]?.made]).toEqual([['a done', 'b sending'], 'A'])
    expect(uploads.entries[1]?.isWantedTwice).toBe(true)
    uploads.clear()
    expect(states()).toEqual(['b sending'])
  })

  it('of a kind that is not wanted are not sent at all', () => {
    const { uploads, file, states, asked } = underWay()
    uploads.add([file('a.txt'), file('b.jpg')], (name) => name.endsWith('.txt'))
    expect([states(), asked.length]).toEqual([['a.txt wrong_kind', 'b.jpg sending'], 1])
  })
})
