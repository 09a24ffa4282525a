import { apiWords } from '../../../../locales/index.ts'
import { type Locale, locales } from '../../../domain/locale.ts'
import { oldFieldRows } from '../old-fields.ts'
import type { ApiDocument, Call, Words } from '../types.ts'
import { AnswerLine, Operation, refusalId } from './operation-view.tsx'
import { Schema } from './schema-view.tsx'
import { style } from './style.ts'

interface PageProps {
  document: ApiDocument
  words: Words
}

function callsOf({ paths }: ApiDocument): Call[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
}

const tagId = (index: number) => `tag-${index + 1}`

function Header({ words, language, version }: { words: Words; language: Locale; version: string }) {
  return (
    <header>
      <div>
        <p class="title">{words.title}</p>
        <p>
          {words.page.version} {version} · <a href="/openapi.json">{words.page.document}</a>
        </p>
      </div>
      <nav aria-label={words.page.switch}>
        {locales
          .filter((each) => each !== language)
          .map((each) => (
            <a href={`/docs?locale=${each}`} hreflang={each} lang={each}>
              {apiWords[each].page.language}
            </a>
          ))}
      </nav>
    </header>
  )
}

function Contents({ document, words }: PageProps) {
  return (
    <nav class="contents" aria-label={words.page.contents}>
      <ul>
        <li>
          <a href="#about">{words.page.about}</a>
        </li>
        {document.tags.map(({ name }, index) => (
          <li>
            <a href={`#${tagId(index)}`}>{name}</a>
          </li>
        ))}
        <li>
          <a href="#refusals">{words.page.refusals}</a>
        </li>
        <li>
          <a href="#old-fields">{words.page.oldFields}</a>
        </li>
        <li>
          <a href="#schemas">{words.page.schemas}</a>
        </li>
      </ul>
    </nav>
  )
}

const curl = `curl --user "$ACCESS_KEY_ID:$SECRET_ACCESS_KEY" \\
  --aws-sigv4 aws:amz:ap-southeast-1:execute-api \\
  https://.../articles`

function About({ words }: { words: Words }) {
  return (
    <section id="about">
      <h2>{words.page.about}</h2>
      <p>{words.intro}</p>
      {Object.values(words.about).map(({ title, text }, index) => (
        <>
          <h3>{title}</h3>
          <p>{text}</p>
          {index === 0 && <pre tabindex={0}>{curl}</pre>}
        </>
      ))}
    </section>
  )
}

function Operations({ document, words }: PageProps) {
  const calls = callsOf(document)
  return (
    <>
      {document.tags.map(({ name, description }, index) => {
        const own = calls.filter(({ operation }) => operation.tags.includes(name))
        return (
          <section id={tagId(index)}>
            <h2>{name}</h2>
            <p>{description}</p>
            <ul class="calls">
              {own.map(({ operation }) => (
                <li>
                  <a href={`#${operation.operationId}`}>{operation.summary}</a>
                </li>
              ))}
            </ul>
            {own.map((call) => (
              <Operation call={call} document={document} labels={words.page} />
            ))}
          </section>
        )
      })}
    </>
  )
}

function OldFields({ words }: { words: Words }) {
  const { oldFields, oldField, newField, remark } = words.page
  return (
    <section id="old-fields">
      <h2>{oldFields}</h2>
      {/* Scrolls by itself on a narrow screen, and by keyboard. */}
      <section class="table" aria-label={oldFields} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{oldField}</th>
              <th scope="col">{newField}</th>
              <th scope="col">{remark}</th>
            </tr>
          </thead>
          <tbody>
            {oldFieldRows(words).map(({ old, now, note }) => (
              <tr>
                <th scope="row" lang="vi">
                  {old}
                </th>
                <td>{now.length > 0 ? now.map((each) => <code>{each}</code>) : '–'}</td>
                <td>{note}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}

function Refusals({ document, words }: PageProps) {
  return (
    <section id="refusals">
      <h2>{words.page.refusals}</h2>
      <ul class="answers">
        {Object.entries(document.components.responses).map(([status, answer]) => (
          <AnswerLine id={refusalId(status)} status={status} answer={answer} labels={words.page} />
        ))}
      </ul>
    </section>
  )
}

function Schemas({ document, words }: PageProps) {
  return (
    <section id="schemas">
      <h2>{words.page.schemas}</h2>
      {Object.entries(document.components.schemas).map(([name, { description, ...schema }]) => (
        <section class="schema" id={`schema-${name}`}>
          <h3>{name}</h3>
          {description && <p>{description}</p>}
          <details>
            <summary>
              {words.page.fields} <span class="vh">{name}</span>
            </summary>
            <Schema schema={schema} labels={words.page} />
          </details>
        </section>
      ))}
    </section>
  )
}

/** The description as a page: complete without script, without anything to load. */
export function renderDocs(document: ApiDocument, language: Locale): string {
  const words = apiWords[language]
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{words.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          {words.page.skip}
        </a>
        <Header words={words} language={language} version={document.info.version} />
        <div class="frame">
          <Contents document={document} words={words} />
          <main id="main" tabindex={-1}>
            <h1>{words.title}</h1>
            <About words={words} />
            <Operations document={document} words={words} />
            <Refusals document={document} words={words} />
            <OldFields words={words} />
            <Schemas document={document} words={words} />
          </main>
        </div>
      </body>
    </html>
  )
  return `<!doctype html>${page}`
}
