/**
 * What does not come along from a Word file. Listed, too, is what comes along otherwise than Word shows it: the text of a text
 * box stands after the paragraph that it was beside, words in a font of signs or in capitals by their format as they were typed.
 * Each code has words in every language (`locales/<locale>/body.json`, `leftOut.<code>`).
 */
export const leftOutKinds = [
  'external_picture',
  'picture',
  'cropped_picture',
  'link',
  'comments',
  'tracked_change',
  'hidden_text',
  'placeholder',
  'text_box',
  'equation',
  'sign',
  'sign_font',
  'capitals',
  'embedded_object',
  'header_footer',
  'letterhead',
  'table_of_contents',
] as const
