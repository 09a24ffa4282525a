/** A moment by the clock in Vietnam. */
export interface LocalTime {
  /** 0 is Sunday. */
  weekday: number
  day: number
  /** 1 to 12. */
  month: number
  year: number
  /** `08:05` */
  clock: string
}

/** What a language has to say of itself, beside its words: all that code must not ask a tag for. */
export interface Language {
  /** As Open Graph names language and region: `vi_VN`. */
  openGraph: string
  dates: {
    /** The line above an article. Built from parts, because whole patterns drift between releases of CLDR. */
    dateline: (time: LocalTime) => string
    /** The same with weekdays as numbers, where the language has such. */
    numbered?: (time: LocalTime) => string
    /** A day within a text or a list. */
    short: (time: Pick<LocalTime, 'day' | 'month' | 'year'>) => string
    /** A month, where its year is known; 1 to 12. */
    month: (month: number) => string
    monthOfYear: (month: number, year: number) => string
  }
  /** Words that stand in addresses (`a-z`, `0-9`, `-`). */
  addresses: {
    latest: string
    topics: string
    search: string
    pages: string
    sitemap: string
    contact: string
    sent: string
  }
  /** Stands in the address of a title without a letter or digit of the Latin alphabet. */
  slug: string
  /** Letters that only this language writes, of those that use the Latin alphabet. */
  letters?: RegExp
  /** Whole amounts of đồng in words; another language stands in where there are none. */
  amounts?: {
    /** Words of a whole number above zero. */
    number: (number: number) => string[]
    zero: string
    minus: string
    currency: string
  }
  /** What a new site is called, until an administrator writes it; another language stands in where there is none. */
  site?: {
    name: string
    tagline: string
    organisation: string
    /** Names of its sections, by their ids. */
    sections: Record<string, string>
  }
}
