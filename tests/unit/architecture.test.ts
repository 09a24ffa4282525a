import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Which rooms each room of functions/ may use. What is not written here is forbidden. */
const rooms: Record<string, string[]> = {
  // What a language says of itself: pure, as the rules are.
  domain: ['locales'],
  // It logs what it cannot refuse any more, and keeps the bytes of indexes.
  store: ['domain', 'http', 'search', 'store'],
  // It is given bytes, and knows neither where they lie nor what is public.
  search: ['domain', 'search'],
  // Shapes and their bytes: it knows no page.
  drawing: ['drawing'],
  views: ['domain', 'drawing', 'views', 'locales'],
  // An article on sheets, in the words of its page.
  paper: ['domain', 'drawing', 'views', 'paper'],
  http: ['domain', 'http', 'locales'],
  site: ['domain', 'drawing', 'paper', 'store', 'views', 'http', 'site'],
  counter: ['domain', 'store', 'http', 'counter'],
  tally: ['store', 'http', 'tally'],
  // What it refuses it tells a person, in a page of its own.
  feedback: ['domain', 'store', 'views', 'http', 'feedback'],
  // It answers in the reader's door's own frame.
  'search-door': ['domain', 'search', 'store', 'views', 'http', 'site', 'search-door'],
  // Its spreadsheets are for people, and so in their language.
  admin: ['domain', 'store', 'http', 'search', 'moving-in', 'admin', 'locales'],
  preview: ['domain', 'store', 'views', 'http', 'preview', 'locales'],
  // What another system held is read and planned here, and told in words; whom it asks it is given.
  'moving-in': ['domain', 'http', 'media', 'moving-in', 'locales'],
  // It writes to people what others did, and wakes the mover.
  scheduler: ['domain', 'store', 'http', 'mails', 'moving-in', 'scheduler'],
  // It writes by the handlers of the editors' door, as whoever asked for it.
  mover: ['domain', 'store', 'http', 'admin', 'moving-in', 'mover'],
  // Hostile bytes are read here, so it knows files alone: neither table, nor who asks.
  media: ['domain', 'http', 'media'],
  // It writes to people.
  mails: ['domain', 'mails', 'locales'],
  // It looks at the site through the reader's own door.
  publisher: ['domain', 'store', 'http', 'site', 'search', 'publisher'],
  // It renders the site through the reader's own door, and purges as the publisher does.
  mirror: ['domain', 'store', 'views', 'http', 'site', 'publisher', 'mirror'],
  // It asks other sites, so it knows what is public alone, and the settings.
  outward: ['domain', 'store', 'http', 'outward'],
  // The editors' web app, in the browser; it shows the reader's page before it is one.
  desk: ['domain', 'views', 'desk', 'locales'],
  edge: [],
  locales: ['locales'],
}

/**
 * Which sub-rooms each sub-room may use, beside the files that stand at the top of its room. Only those files may use all
 * sub-rooms of a room: they are its doors.
 */
const subRooms: Record<string, string[]> = {
  'domain/library': [],
  'domain/settings': [],
  'domain/body': ['library'],
  'domain/import': ['body'],
  'domain/article': ['body', 'library', 'settings'],
  'domain/compare': ['article', 'body'],
  'domain/feedback': [],
  'domain/history': ['article'],
  'domain/merge': ['body', 'compare'],
  'domain/moving': ['article'],
  'domain/notices': ['article', 'people'],
  'domain/people': ['article', 'settings'],
  'domain/notes': ['article', 'body', 'notices', 'people'],
  'domain/preview': ['article', 'people'],
  'domain/release': ['article', 'settings'],
  'domain/royalty': ['article', 'body'],
  'domain/site': ['article', 'body', 'library', 'settings'],
  'admin/articles': [],
  'admin/desk': [],
  'admin/media': [],
  'admin/notes': [],
  'admin/releases': [],
  'admin/royalties': [],
  'admin/site': [],
  'admin/moving': [],
  // It is given the app, and reads what stands beside each handler.
  'admin/openapi': [],
  'search/segment': [],
  // How to read a query, and what it finds.
  'search/match': ['segment'],
  'search/phrases': ['match', 'segment'],
  'search/write': ['phrases', 'segment'],
  'moving-in/files': ['sources'],
  // A reader knows columns by what the plan takes them for; the plan asks which reader says more.
  'moving-in/sources': ['files', 'plan'],
  'moving-in/plan': ['files', 'sources'],
  'moving-in/report': ['plan'],
  'moving-in/run': ['files', 'plan', 'report', 'sources'],
  'publisher/rebuild': [],
  'site/api': [],
  'media/xml': [],
  'media/archive': [],
  'media/picture': [],
  'media/mp4': [],
  'media/sound': ['mp4'],
  'media/video': ['mp4'],
  'media/document': ['archive', 'xml'],
  'media/word': ['archive', 'document', 'picture', 'xml'],
}

/** Packages that a room may use, beside Node's own modules. */
const packages: Record<string, RegExp> = {
  domain: /^(?:zod|canonicalize|sanitize-html|parse5|diff)$/u,
  store: /^(?:zod|aws4|aws4fetch|@aws-sdk\/(?:client-dynamodb|client-s3|s3-presigned-post|util-dynamodb))$/u,
  search: /^zod$/u,
  drawing: /^$/u,
  paper: /^uqr$/u,
  views: /^(?:i18next|hono\/jsx)/u,
  http: /^(?:zod|hono|i18next|@hono\/zod-validator)(?:\/|$)/u,
  site: /^(?:zod|hono|sitemap|@fontsource\/be-vietnam-pro|bantin:reader\.(?:css|js))(?:\/|$)/u,
  counter: /^(?:hono|@aws-sdk\/client-dynamodb)$/u,
  feedback: /^(?:hono|@aws-sdk\/client-dynamodb|bantin:reader\.css)(?:\/|$)/u,
  tally: /^(?:zod|@aws-sdk\/client-dynamodb)$/u,
  'search-door': /^(?:hono|@aws-sdk\/client-dynamodb|bantin:reader\.(?:css|js))(?:\/|$)/u,
  // It writes royalty statements as CSV and XLSX, under names in any language.
  admin:
    /^(?:zod|hono|aws4fetch|@aws-sdk\/client-(?:dynamodb|lambda|s3)|i18next|csv-stringify|write-excel-file|content-disposition)(?:\/|$)/u,
  preview: /^(?:zod|hono|@aws-sdk\/client-dynamodb|bantin:reader\.css)(?:\/|$)/u,
  'moving-in': /^(?:zod|i18next|parse5|saxes|yauzl|csv-parse|csv-stringify|@aws-sdk\/client-lambda)(?:\/|$)/u,
  scheduler: /^(?:zod|aws4fetch|@aws-sdk\/client-(?:dynamodb|lambda|s3))$/u,
  media:
    /^(?:zod|@aws-sdk\/client-s3|sharp|yauzl|saxes|dingbat-to-unicode|content-disposition|parse5)(?:\/|$)/u,
  mover: /^(?:zod|@aws-sdk\/client-(?:dynamodb|lambda|s3))$/u,
  mails: /^zod$/u,
  publisher: /^(?:zod|canonicalize|@aws-sdk\/client-(?:dynamodb|cloudfront|s3)|bantin:reader\.(?:css|js))$/u,
  mirror: /^(?:zod|hono\/html|@aws-sdk\/client-(?:dynamodb|cloudfront|s3)|bantin:reader\.(?:css|js))$/u,
  outward: /^@aws-sdk\/client-dynamodb$/u,
  desk: /^(?:zod|i18next|axe-core|core-js|oidc-client-ts|aws4fetch|idb|diff|wouter|react|react-dom|react-aria-components|@internationalized\/date|bantin:reader\.css|@tanstack\/react-query|prosemirror-[\w-]+)(?:\/|$)/u,
  edge: /^$/u,
  locales: /^$/u,
}

interface Import {
  file: string
  room: string
  from: string
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/')
  return first === 'functions' ? second : first
}

/** `domain/body` of a file that stands in a sub-room. */
function subRoomOf(path: string): string | undefined {
  const [, room, sub, file] = path.split('/')
  return file === undefined ? undefined : `${room}/${sub}`
}

/** What has one form in a function and another in the browser; its rooms are those of the function. */
const forms: Record<string, { default: string }> = JSON.parse(readFileSync('package.json', 'utf8')).imports

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const found = text.matchAll(/(?:^(?:import|export [*{]|\} from)[^'\n=]*|\bimport\()'([^']+)'/gmu)
  return [...found].map(([, from = '']) => {
    const form = forms[from]?.default
    const path = form ? relative(dirname(file), form).replace(/^(?=[^.])/u, './') : from
    return { file, room: roomOf(file), from: path }
  })
}

const files = globSync('{functions,locales}/**/*.{ts,tsx,js}').map((file) => file.replaceAll('\\', '/'))
const imports = files.filter((file) => roomOf(file) in rooms).flatMap(importsOf)
const own = imports.filter(({ from }) => from.startsWith('.'))
const foreign = imports.filter(({ from }) => !from.startsWith('.') && !from.startsWith('node:'))

describe('the rooms of functions/', () => {
  it('are all known, so that a new one is given its place', () => {
    const known = new Set([...Object.keys(rooms), 'config.ts'])
    expect(files.map(roomOf).filter((room) => !known.has(room))).toEqual([])
  })

  it('use each other in one direction only', () => {
    const wrong = own.filter(({ file, room, from }) => {
      const target = roomOf(normalize(join(dirname(file), from)))
      // The entry of a function reads its environment; nothing else does.
      if (target === 'config.ts') return !file.endsWith('/lambda.ts')
      return target !== room && !rooms[room]?.includes(target)
    })
    expect(wrong).toEqual([])
  })

  it('are divided into sub-rooms that use each other in one direction only', () => {
    const divided = new Set(Object.keys(subRooms).map((each) => each.split('/')[0]))
    const wrong = own.filter(({ file, room, from }) => {
      const target = normalize(join(dirname(file), from))
      if (!divided.has(room) || roomOf(target) !== room) return false
      const [here, there] = [subRoomOf(file), subRoomOf(target)]
      if (here === undefined || there === undefined || here === there) return false
      return !subRooms[here]?.includes(there.slice(room.length + 1))
    })
    expect(wrong).toEqual([])
  })

  it('keep the rules that all of the domain shares free of its sub-rooms', () => {
    const wrong = own.filter(
      ({ file, room, from }) =>
        room === 'domain' &&
        subRoomOf(file) === undefined &&
        subRoomOf(normalize(join(dirname(file), from))) !== undefined,
    )
    expect(wrong).toEqual([])
  })

  it('hold no circle of files', () => {
    const uses = Map.groupBy(own, ({ file }) => file)
    const done = new Set<string>()
    const circles: string[][] = []
    const walk = (file: string, path: string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file])
      if (path.includes(file) || done.has(file)) return
      for (const { from } of uses.get(file) ?? []) walk(normalize(join(dirname(file), from)), [...path, file])
      done.add(file)
    }
    for (const file of uses.keys()) walk(file, [])
    expect(circles).toEqual([])
  })

  it('use only the packages that belong to them', () => {
    expect(foreign.filter(({ room, from }) => !packages[room]?.test(from))).toEqual([])
  })

  it('never see the stack, the embedded cloud or the tests', () => {
    expect(imports.filter(({ from }) => /aws-cdk|infra\/|tests\//u.test(from))).toEqual([])
  })

  it('keep the domain free of effects: no clock, no environment, no files, no network', () => {
    const effects = /\bDate\.now\(|new Date\(\)|\bprocess\.\w|\bfetch\(|'node:(?!crypto)/u
    const guilty = files.filter(
      (file) => roomOf(file) === 'domain' && effects.test(readFileSync(file, 'utf8')),
    )
    expect(guilty).toEqual([])
  })

  it('read the environment in one place, and only entries ask for it', () => {
    const readers = files.filter((file) => /process\.env/u.test(readFileSync(file, 'utf8')))
    expect(readers).toEqual(['functions/config.ts'])
  })

  it('makes pages of their address and of what the database says: no clock and no chance but what the door is given', () => {
    // Otherwise the door's memory would not know that a page has become another one.
    const inBrowser = ['functions/views/reader.ts', 'functions/views/suggest.ts']
    const guilty = files
      .filter((file) => /^functions\/(?:site|views|paper|drawing)\//u.test(file) && !inBrowser.includes(file))
      .filter((file) => file !== 'functions/site/page-memory.ts')
      .filter((file) =>
        /Date\.now\(|new Date\(\)|Math\.random|\brandom(?:UUID|Int|Bytes)\(/u.test(
          readFileSync(file, 'utf8'),
        ),
      )
    expect(guilty).toEqual([])
  })
})

/** Which rooms each room of infra/ may use, beside itself. `cloud` stands in for AWS and knows nothing of the product. */
const infraRooms: Record<string, RegExp> = {
  cloud: /^$/u,
  // The tables that the stack and this machine are both made of.
  infra: /^(?:functions|locales|infra|infra\/cloud|infra\/constructs|infra\/parts)$/u,
  parts: /^(?:functions|locales|infra|infra\/cloud|infra\/constructs)$/u,
  constructs: /^(?:functions|locales|infra|infra\/cloud)$/u,
  local: /^(?:functions|locales|infra|infra\/cloud)$/u,
  // The rehearsal deploys parts of the stack.
  tools: /^(?:functions|locales|infra|infra\/cloud|infra\/constructs|infra\/local)$/u,
}

describe('the rooms of infra/', () => {
  const nameOf = (path: string) => {
    const [first = '', second = ''] = path.split('/')
    if (first !== 'infra') return first
    return second.endsWith('.ts') ? 'infra' : `infra/${second}`
  }
  const infra = globSync('infra/**/*.ts').map((file) => file.replaceAll('\\', '/'))
  const uses = infra
    .flatMap(importsOf)
    .filter(({ from }) => from.startsWith('.'))
    .map(({ file, from }) => ({
      file,
      from,
      room: nameOf(file),
      target: nameOf(normalize(join(dirname(file), from))),
    }))

  it('are all known, so that a new one is given its place', () => {
    const known = Object.keys(infraRooms).map((name) => (name === 'infra' ? name : `infra/${name}`))
    expect([...new Set(infra.map(nameOf))].filter((room) => !known.includes(room))).toEqual([])
  })

  it('use each other in one direction only, and the stand-ins for AWS use nothing of the product', () => {
    const wrong = uses.filter(
      ({ room, target }) => room !== target && !infraRooms[room.replace(/^infra\//u, '')]?.test(target),
    )
    expect(wrong).toEqual([])
  })

  it('leave AWS CDK to the stack', () => {
    const guilty = infra
      .flatMap(importsOf)
      .filter(
        ({ file, from }) =>
          /^(?:aws-cdk-lib|constructs|cdk-)/u.test(from) && /^infra\/(?:cloud|local)$/u.test(nameOf(file)),
      )
    expect(guilty).toEqual([])
  })

  it('name the product nowhere among the stand-ins for AWS', () => {
    // The mark of the files of its object store is read for ever.
    const guilty = infra.filter(
      (file) => nameOf(file) === 'infra/cloud' && /bantin(?!1\\n)/iu.test(readFileSync(file, 'utf8')),
    )
    expect(guilty).toEqual([])
  })
})
