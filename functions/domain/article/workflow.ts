import { AppError, requireRight } from '../errors.ts'
import type { Locale } from '../locale.ts'
import { refusal } from '../rules.ts'
import type { Article, Translation } from './article.ts'
import { unassigned } from './assignment.ts'
import { requireKept } from './kept.ts'
import type { Status } from './status.ts'
import { requireDescriptions } from './uses.ts'

/**
 * One language of an article on its way to readers. Every act takes a state and gives the next one, or refuses with a
 * reason. No act on one language touches another; what is live stays live until it is withdrawn or replaced.
 *
 *   draft ─submit► in_review ─approve► approved ─publish────────────────► published ─withdraw► withdrawn
 *     ▲               │ return, recall    │ ▲─schedule► scheduled ─due─────────▲
 *     └───────────────┴───────────────────┴── return, or any edit
 */
export const startsFrom = {
  submit: ['draft', 'withdrawn'],
  return: ['in_review', 'approved', 'scheduled'],
  recall: ['in_review'],
  approve: ['in_review'],
  schedule: ['approved', 'scheduled'],
  unschedule: ['scheduled'],
  publish: ['approved', 'scheduled'],
  publish_due: ['scheduled'],
  publish_now: ['draft', 'in_review', 'approved', 'scheduled', 'withdrawn'],
} as const satisfies Record<string, readonly Status[]>

/** Who does it, and when (UTC). */
export interface Stamp {
  by: string
  at: string
}

export function translationOf(article: Article, locale: Locale): Translation {
  requireKept(article)
  const translation = article.translations[locale]
  if (!translation) {
    throw new AppError('not_found', refusal('text_not_found', { id: article.id, locale }))
  }
  return translation
}

export function withTranslation(article: Article, locale: Locale, translation: Translation): Article {
  return { ...article, translations: { ...article.translations, [locale]: translation } }
}

/** A text that readers get: whose task it was to write it has done it. */
export function withLive(article: Article, locale: Locale, live: Translation): Article {
  return withTranslation(unassigned(article, locale), locale, live)
}

/** The text an act begins with; refuses where the act does not start from its state. */
export function begin(article: Article, locale: Locale, act: keyof typeof startsFrom): Translation {
  const translation = translationOf(article, locale)
  const states: readonly Status[] = startsFrom[act]
  if (states.includes(translation.status)) return translation
  throw new AppError('conflict', refusal('wrong_state', { act, status: translation.status, states }))
}

/** Refuses what readers could not use: a text that says nothing, or pictures that say nothing to those who cannot see them. */
export function requireText(article: Article, text: Translation, locale: Locale): void {
  requireDescriptions(article, text, locale)
  if (text.body || text.externalUrl) return
  requireRight([{ field: `translations.${locale}.body`, message: refusal('no_content') }])
}

/** A text that will not go public by itself; nor leave, where it is not public at all. */
export function withoutPlan<Text extends Pick<Translation, 'live' | 'scheduled' | 'expires'>>(text: Text) {
  const { scheduled: _, expires, ...rest } = text
  return { ...rest, ...(expires && text.live && { expires }) }
}

/** Hands a text to those who approve. */
export function submit(article: Article, locale: Locale, { by, at }: Stamp): Article {
  const { returned: _, ...translation } = begin(article, locale, 'submit')
  requireText(article, translation, locale)
  return withTranslation(article, locale, { ...translation, status: 'in_review', submitted: { by, at } })
}

/** Gives a text back to its authors, and says why. */
export function returnText(article: Article, locale: Locale, { by, at }: Stamp, note?: string): Article {
  const text = unhanded(begin(article, locale, 'return'))
  return withTranslation(article, locale, { ...text, returned: { by, at, ...(note && { note }) } })
}

/** A draft of the same words, which nobody has approved or is to approve. */
export function unhanded(text: Translation): Translation {
  const { approval: _, submitted: __, ...rest } = text
  return { ...withoutPlan(rest), status: 'draft' }
}

/** Takes back what one has handed over, before anybody has approved it. */
export function recall(article: Article, locale: Locale, by: string): Article {
  const text = begin(article, locale, 'recall')
  // Who handed it over was not always noted.
  const submitter = text.submitted ? [text.submitted.by] : [text.editedBy, article.createdBy]
  if (!submitter.includes(by)) {
    throw new AppError('forbidden', refusal('not_submitter', { locale }))
  }
  return withTranslation(article, locale, unhanded(text))
}

/** Approves what was submitted. Four eyes: whoever last changed the text cannot approve it. */
export function approve(article: Article, locale: Locale, { by, at }: Stamp, fourEyes: boolean): Article {
  const translation = begin(article, locale, 'approve')
  const alone = translation.editedBy === by
  if (alone && fourEyes) throw new AppError('forbidden', refusal('last_author'))
  return withTranslation(article, locale, {
    ...translation,
    status: 'approved',
    approval: { by, at, ...(alone && { alone: true as const }) },
  })
}

export interface Publication extends Stamp {
  /** Number of the revision that this act makes: what readers will see. */
  revision: number
  /** The date readers see, if it is not now: an imported article keeps its own. */
  publishedAt?: string | undefined
  /** What was corrected, in words for readers, where whoever publishes says it; else it is what stands in the text. */
  correction?: string | undefined
}

/** How many corrections of a text readers are told of: the last ones. */
const rememberedCorrections = 20

/** What readers are told of corrections: nothing of a text that they did not have before. */
export function correctionsOf(
  before: Translation,
  { at, correction = before.correction }: Pick<Publication, 'at' | 'correction'>,
) {
  if (!before.publishedAt || !correction) return {}
  const told = [...(before.corrections ?? []), { at, text: correction }]
  return { corrections: told.slice(-rememberedCorrections) }
}

export function makeLive(translation: Translation, publication: Publication): Translation {
  const { revision, at, publishedAt } = publication
  if (publishedAt && publishedAt > at) {
    const message = refusal('in_the_future', { at: publishedAt, now: at })
    requireRight([{ field: 'publishedAt', message }])
  }
  const { withdrawn: _, scheduled: __, returned: ___, correction: ____, ...rest } = translation
  return {
    ...rest,
    status: 'published',
    ...correctionsOf(translation, publication),
    live: { revision, since: at },
    publishedAt: publishedAt ?? translation.publishedAt ?? at,
    ...(translation.publishedAt && { updatedAt: at }),
  }
}

/** Makes an approved text public. A text that was public before keeps its date and shows when it was updated. */
export function publish(article: Article, locale: Locale, publication: Publication): Article {
  return withLive(article, locale, makeLive(begin(article, locale, 'publish'), publication))
}

/** Makes public what another system published before: it was approved there. */
export function publishImported(article: Article, locale: Locale, publication: Publication): Article {
  const translation = begin(article, locale, 'submit')
  requireText(article, translation, locale)
  return withLive(article, locale, makeLive(translation, publication))
}

/** Makes a text public at once, without approval, because waiting would do harm. Listed until somebody reviews it. */
export function publishNow(
  article: Article,
  locale: Locale,
  publication: Publication,
  reason: string,
): Article {
  const translation = begin(article, locale, 'publish_now')
  requireText(article, translation, locale)
  const { by, at } = publication
  return withLive(article, locale, {
    ...makeLive(translation, publication),
    emergency: { by, at, reason },
  })
}

/** Says that a text that went public without approval has been looked at, by somebody else. */
export function review(article: Article, locale: Locale, { by, at }: Stamp): Article {
  const translation = translationOf(article, locale)
  const { emergency } = translation
  if (!emergency) throw new AppError('conflict', refusal('not_urgent', { locale }))
  if (emergency.review) throw new AppError('conflict', refusal('reviewed_already'))
  if (emergency.by === by) throw new AppError('forbidden', refusal('own_emergency'))
  return withTranslation(article, locale, { ...translation, emergency: { ...emergency, review: { by, at } } })
}

/** Takes a public text off the site. A notice with the reason stays at its address. */
export function withdraw(
  article: Article,
  locale: Locale,
  { at }: Pick<Stamp, 'at'>,
  reason: string,
): Article {
  const { live, approval: _, scheduled: __, expires: ___, ...rest } = translationOf(article, locale)
  if (!live) throw new AppError('conflict', refusal('not_public', { locale }))
  return withTranslation(article, locale, {
    ...rest,
    status: 'withdrawn',
    withdrawn: { reason, at, revision: live.revision },
  })
}
