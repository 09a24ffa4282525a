import { longestMessage, topics } from '../domain/feedback/feedback.ts'
import { contactPath, feedbackPath } from '../domain/site/paths.ts'
import { Contact } from './footer.tsx'
import type { View } from './frame.ts'
import { Title } from './title.tsx'

/** People neither see it nor come to it by keys; what fills it is no person. */
function Trap({ view }: { view: View }) {
  return (
    <p class="trap" hidden>
      <label>
        {view.say('feedback.trap')} <input type="text" name="website" tabindex={-1} autocomplete="off" />
      </label>
    </p>
  )
}

/** Whether it was useful: one click, and a text for whoever has more to say. */
export function Useful({ view, about }: { view: View; about: string }) {
  const { locale, say } = view
  return (
    <form class="useful" method="post" action={feedbackPath(locale)}>
      <input type="hidden" name="about" value={about} />
      <fieldset>
        <legend>{say('feedback.useful')}</legend>
        <button type="submit" name="useful" value="yes">
          {say('feedback.yes')}
        </button>
        <button type="submit" name="useful" value="no">
          {say('feedback.no')}
        </button>
      </fieldset>
      <details>
        <summary>{say('feedback.more')}</summary>
        <label>
          {say('feedback.text')}
          <textarea name="text" rows={4} maxlength={longestMessage} />
        </label>
        <p class="when">{say('feedback.then')}</p>
      </details>
      <Trap view={view} />
    </form>
  )
}

function Field({ view, name, type }: { view: View; name: 'name' | 'email'; type: 'text' | 'email' }) {
  return (
    <label>
      {view.say(`feedback.${name}`)}
      <input type={type} name={name} maxlength={name === 'name' ? 120 : 254} autocomplete={name} />
    </label>
  )
}

/** Where to write to, and a form that needs neither an account nor a script. */
export function ContactPage({ view }: { view: View }) {
  const { chrome, locale, say } = view
  return (
    <>
      <h1>{say('feedback.title')}</h1>
      <div class="columns">
        <form class="letter" method="post" action={feedbackPath(locale)}>
          <p>{say('feedback.intro')}</p>
          <label>
            {say('feedback.topic')}
            <select name="topic">
              {topics.map((topic) => (
                <option value={topic}>{say(`feedback.topics.${topic}`)}</option>
              ))}
            </select>
          </label>
          <label>
            {say('feedback.message')}
            <textarea name="text" rows={8} maxlength={longestMessage} required />
          </label>
          <Field view={view} name="name" type="text" />
          <Field view={view} name="email" type="email" />
          <Trap view={view} />
          <p class="when">{say('feedback.kept')}</p>
          <button type="submit">{say('feedback.send')}</button>
        </form>
        <section class="office" aria-labelledby="office">
          <h2 id="office">{chrome.imprint.organisation}</h2>
          <Contact imprint={chrome.imprint} say={say} />
        </section>
      </div>
    </>
  )
}

/** An article that something was said of: its title and its path. */
export interface About {
  title: string
  path: string
}

/** A message, or an opinion of an article, which need not be there. */
export type Sent = 'message' | { about: About | undefined }

/** Of what was said of an article no answer is promised, since that form asks for no address; it leads back to where it was said. */
export function SentPage({ view, sent }: { view: View; sent: Sent }) {
  const { locale, say } = view
  const isOpinion = sent !== 'message'
  const about = isOpinion ? sent.about : undefined
  return (
    <>
      <h1>{say(isOpinion ? 'feedback.said' : 'feedback.sent')}</h1>
      <p class="lead">{say(isOpinion ? 'feedback.saidText' : 'feedback.sentText')}</p>
      <p class="more">
        {about && (
          <a href={about.path}>
            {say('feedback.backTo')} <Title text={about.title} />
          </a>
        )}{' '}
        <a href={`/${locale}`}>{say('home')}</a>{' '}
        {!isOpinion && <a href={contactPath(locale)}>{say('feedback.another')}</a>}
      </p>
    </>
  )
}
