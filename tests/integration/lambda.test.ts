import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createLambda, type LambdaOptions } from '../../infra/cloud/lambda.ts'

/** A function that does what its event says. */
const source = `
  let calls = 0
  const instance = crypto.randomUUID()
  const later = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const doings = {
    echo: ({ value }) => value,
    environment: () => ({ ...process.env }),
    count: () => ({ instance, calls }),
    print: () => void console.log('printed by the function'),
    fail: () => { throw new TypeError('the table is gone') },
    nothing: () => undefined,
    hang: () => { for (;;) {} },
    wait: async () => { const start = Date.now(); await later(100); return { instance, start, end: Date.now() } },
    crash: () => { setTimeout(() => { throw new Error('outside of any call') }) ; return 'answered' },
    exit: () => process.exit(3),
    fill: () => { const kept = []; for (;;) kept.push({ at: kept.length }) },
  }
  export const handler = (event, context) => { calls += 1; return doings[event.do](event, context) }
`

let folder: string
let bundle: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bantin-test-'))
  bundle = join(folder, 'index.mjs')
  await writeFile(bundle, source)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function aFunction(changes: Partial<LambdaOptions> = {}) {
  const log = new PassThrough()
  let printed = ''
  log.on('data', (chunk) => (printed += chunk))
  const lambda = createLambda({
    name: 'probe',
    bundle,
    environment: { SITE_TABLE: 'bantin-site' },
    concurrency: 1,
    timeoutSeconds: 5,
    log,
    ...changes,
  })
  onTestFinished(lambda.close)
  // biome-ignore lint/suspicious/noExplicitAny: what the function answers depends on what it is asked
  const ask = async (what: string, more: object = {}) => (await lambda.invoke({ do: what, ...more })) as any
  return { lambda, ask, printed: () => printed }
}

describe('a function', () => {
  it('sees its own environment and nothing of the process that runs it', async () => {
    process.env.BANTIN_SECRET = 'of the parent'
    onTestFinished(() => void delete process.env.BANTIN_SECRET)
    expect(await aFunction().ask('environment')).toEqual({
      SITE_TABLE: 'bantin-site',
      AWS_LAMBDA_FUNCTION_NAME: 'probe',
      TZ: 'UTC',
    })
  })

  it('takes and gives what JSON can carry, as on Lambda', async () => {
    const value = { at: new Date(0), none: undefined, text: 'Hội nghị' }
    const { ask } = aFunction()
    expect(await ask('echo', { value })).toEqual({ at: '1970-01-01T00:00:00.000Z', text: 'Hội nghị' })
    expect(await ask('nothing')).toBeNull()
  })

  it('keeps its state between calls', async () => {
    const { ask } = aFunction()
    const first = await ask('count')
    expect(await ask('count')).toEqual({ instance: first.instance, calls: first.calls + 1 })
  })

  it('prints into the log', async () => {
    const { ask, printed } = aFunction()
    await ask('print')
    await expect.poll(printed, { timeout: 20_000 }).toContain('printed by the function')
  })
})

describe('instances', () => {
  it('take one event at a time', async () => {
    const { ask } = aFunction({ concurrency: 2 })
    const calls = await Promise.all(Array.from({ length: 6 }, () => ask('wait')))
    const byInstance = Map.groupBy(calls, ({ instance }) => instance)
    expect(byInstance.size).toBe(2)
    for (const ofOne of byInstance.values()) {
      const inOrder = ofOne.sort((a, b) => a.start - b.start)
      for (const [index, { start }] of inOrder.entries())
        if (index > 0) expect(start).toBeGreaterThanOrEqual(inOrder[index - 1].end)
    }
  })

  it('are never more than the function may have', async () => {
    const { ask } = aFunction({ concurrency: 1 })
    const calls = await Promise.all(Array.from({ length: 3 }, () => ask('wait')))
    expect(new Set(calls.map(({ instance }) => instance)).size).toBe(1)
  })
})

describe('an instance that nobody needs', () => {
  it('ends, and the next event starts another one', async () => {
    const { ask } = aFunction({ idleSeconds: 0 })
    const { instance } = await ask('count')
    await expect
      .poll(async () => (await ask('count')).instance, { interval: 200, timeout: 20_000 })
      .not.toBe(instance)
  })

  it('is kept while events come', async () => {
    const { ask } = aFunction({ idleSeconds: 2 })
    const start = performance.now()
    const instances = new Set<string>()
    while (performance.now() - start < 3_000) instances.add((await ask('wait')).instance)
    expect(instances.size).toBe(1)
  })

  it('never takes an event with it', async () => {
    const { ask } = aFunction({ idleSeconds: 0.001 })
    const calls = Array.from({ length: 30 }, (_, value) => ask('echo', { value }))
    expect(await Promise.all(calls)).toEqual(Array.from({ length: 30 }, (_, value) => value))
  })

  it('does not start before it is called', async () => {
    const processes = () => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
    await expect.poll(processes, { timeout: 20_000 }).toBe(0)
    const { ask } = aFunction()
    expect(processes()).toBe(0)
    await ask('count')
    expect(processes()).toBe(1)
  })
})

describe('a function whose module has changed', () => {
  it('ends what is under way as it was, and answers what comes as it is now', async () => {
    const changing = join(folder, 'changing.mjs')
    const version = (text: string) =>
      `export const handler = async ({ wait }) => {
        if (wait) await new Promise((resolve) => setTimeout(resolve, 200))
        return '${text}'
      }`
    await writeFile(changing, version('old'))
    const { ask, lambda } = aFunction({ bundle: changing })
    expect(await ask('answer')).toBe('old')
    const underWay = ask('answer', { wait: true })
    await writeFile(changing, version('new'))
    lambda.renew()
    const next = ask('answer')
    expect([await underWay, await next]).toEqual(['old', 'new'])
    await writeFile(changing, version('newest'))
    lambda.renew()
    expect(await ask('answer')).toBe('newest')
  })
})

describe('the heap of an instance', () => {
  it('is bounded, and one that is full costs its own event alone', async () => {
    const { ask } = aFunction({ heapMegabytes: 32, timeoutSeconds: 60 })
    await expect(ask('fill')).rejects.toThrow('probe ran out of memory')
    expect((await ask('count')).calls).toBe(1)
  })
})

describe('events that wait', () => {
  it('are bounded: those above are refused at once', async () => {
    const { ask } = aFunction({ timeoutSeconds: 1 })
    const hanging = ask('hang').catch((error) => error.message)
    const waiting = Array.from({ length: 1_000 }, () => ask('echo', { value: 'taken' }))
    await expect(ask('echo')).rejects.toThrow('probe has too many events waiting')
    expect(await hanging).toBe('probe timed out after 1 s')
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['taken']))
  })
})

describe('a function that fails', () => {
  it('says so to who called it, and takes the next event', async () => {
    const { ask, printed } = aFunction()
    const { instance } = await ask('count')
    await expect(ask('fail')).rejects.toThrow('TypeError: the table is gone')
    expect((await ask('count')).instance).toBe(instance)
    await expect.poll(printed, { timeout: 20_000 }).toContain('the table is gone')
  })

  it('is stopped when it takes too long, even in a loop without end, and the next call works', async () => {
    const { ask } = aFunction({ timeoutSeconds: 3 })
    const { instance } = await ask('count')
    const hanging = ask('hang')
    const next = ask('count')
    await expect(hanging).rejects.toThrow('probe timed out after 3 s')
    expect((await next).instance).not.toBe(instance)
  })

  it.each([
    ['crashes between two calls', 'crash'],
    ['ends its process', 'exit'],
  ])('and %s is started again', async (_what, doing) => {
    const { ask } = aFunction()
    const { instance } = await ask('count')
    await ask(doing).catch(() => undefined)
    await expect
      .poll(
        () =>
          ask('count').then(
            (found) => found.instance,
            () => instance,
          ),
        { timeout: 20_000 },
      )
      .not.toBe(instance)
  })

  it('fails each call when it cannot be loaded, and does not start for ever', async () => {
    const broken = join(folder, 'broken.mjs')
    await writeFile(broken, "throw new Error('SITE_TABLE is missing')")
    const { ask } = aFunction({ bundle: broken })
    for (let call = 0; call < 2; call++) await expect(ask('count')).rejects.toThrow('SITE_TABLE is missing')
  })
})

describe('closing', () => {
  it('ends what runs and what waits', async () => {
    const { lambda, ask } = aFunction()
    await ask('count')
    const calls = [ask('hang'), ask('count')].map((call) =>
      call.then(
        () => 'answered',
        (error) => error.message,
      ),
    )
    await lambda.close()
    expect(await Promise.all(calls)).toEqual(['probe stopped', 'probe is shutting down'])
    await expect(ask('count')).rejects.toThrow('probe is shutting down')
  })
})
