/** What Vietnamese syllables begin with, the longest first. `gi` and `qu` are tried before `g` and never `q` alone. */
const onsets = [
  ...['ngh', 'ch', 'gh', 'gi', 'kh', 'ng', 'nh', 'ph', 'qu', 'th', 'tr'],
  ...['b', 'c', 'd', 'đ', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'x', ''],
]

/** What they end with, without tones. */
const rimes = new Set(
  `a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
  o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot
  ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uâc uân uâng uât uây uc uê uêch uên uênh uêt uêu ui um un ung uơ
  uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu
  ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ych yn ynh yt`.split(
    /\s+/u,
  ),
)

/** Acute and dot: the tones of syllables that end with a stop. */
const stopTones = /[\u0301\u0323]/u
const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu

/** Whether a word, in Unicode of any form and case, could be a Vietnamese syllable by its letters and its tone. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD')
  const tone = apart.match(tones) ?? []
  if (tone.length > 1) return false
  const letters = apart.replace(tones, '').normalize('NFC')
  if (/(?:[cpt]|ch)$/u.test(letters) && !stopTones.test(tone[0] ?? '')) return false
  return onsets.some((onset) => letters.startsWith(onset) && rimes.has(letters.slice(onset.length)))
}
