/** Languages that Cognito's login pages are written in, as their parameter `lang` names them. Vietnamese is none of them. */
const languages = ['de', 'en', 'es', 'fr', 'id', 'it', 'ja', 'ko', 'pt-BR', 'zh-CN', 'zh-TW']

/** The language of the login pages for somebody who reads the desk in `locale`: theirs where there is one, else English. */
export function loginLanguageOf(locale: string): string {
  return languages.includes(locale) ? locale : 'en'
}
