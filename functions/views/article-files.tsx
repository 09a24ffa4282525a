import type { ArticlePage } from '../domain/site/shapes.ts'
import { fileLabel, fileSize, languageOfName, playingTime } from './format.ts'
import type { View } from './frame.ts'

/** What a reader gets on following a link to a file: `(PDF, 1,2 MB)`. */
export function FileFacts({ view, type, bytes }: { view: View; type: string; bytes: number | undefined }) {
  const size = bytes === undefined ? '' : `, ${fileSize(bytes, view.locale)}`
  return (
    <span class="count">
      ({view.t(`file.${fileLabel(type)}`)}
      {size})
    </span>
  )
}

/** The text read aloud. Nothing is fetched before the reader asks for it. */
export function Listen({ view, audio }: { view: View; audio: NonNullable<ArticlePage['audio']> }) {
  const { say } = view
  return (
    <section class="listen" aria-labelledby="listen">
      <h2 id="listen">
        {say('article.listen')}
        {audio.seconds && <span class="count"> ({playingTime(audio.seconds)})</span>}
      </h2>
      {/* biome-ignore lint/a11y/useMediaCaption: what is said stands in the text of this page */}
      <audio controls preload="none" src={audio.href} aria-labelledby="listen">
        <a href={audio.href}>{say('article.download')}</a>
      </audio>
      {audio.transcript ? (
        <details>
          <summary>{say('article.transcript')}</summary>
          <p>{audio.transcript}</p>
        </details>
      ) : (
        <p class="count">{say('article.readAloud')}</p>
      )}
    </section>
  )
}

export function Attachments({ view, article }: { view: View; article: ArticlePage }) {
  const { locale, say } = view
  if (article.attachments.length === 0) return null
  return (
    <section class="files" aria-labelledby="files">
      <h2 id="files">{say('article.attachments')}</h2>
      <ul>
        {article.attachments.map(({ name, href, type, bytes }) => (
          <li>
            <a href={href} type={type} lang={languageOfName(name, locale)}>
              {name}
            </a>{' '}
            <FileFacts view={view} type={type} bytes={bytes} />
          </li>
        ))}
      </ul>
    </section>
  )
}
