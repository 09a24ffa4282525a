import { mailsEnvironment, readEnvironment } from '../config.ts'
import { createMails, mailEvent } from './mails.ts'

const { SITE_URL, LOCALES } = readEnvironment(mailsEnvironment)
const write = createMails({ desk: `${SITE_URL}/desk/`, locales: LOCALES })

/** Answers Cognito's question what to write. */
export async function handler(input: unknown) {
  return write(mailEvent.parse(input))
}
