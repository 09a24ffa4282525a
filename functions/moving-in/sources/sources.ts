import { atom } from './atom.ts'
import { csv } from './csv.ts'
import { feed } from './feed/feed.ts'
import { listData } from './list-data.ts'
import { nukeviet } from './nukeviet/nukeviet.ts'
import { migrationPackage } from './packages/migration-package.ts'
import { pnpTemplate } from './packages/pnp-template.ts'
import { pageText } from './page-text/page-text.ts'
import { query } from './query.ts'
import { rest } from './rest.ts'
import { rowset } from './rowset.ts'
import { saved } from './saved/saved.ts'
import type { Source } from './source.ts'
import { word, wordList } from './word/word.ts'
import { wordpress } from './wordpress/wordpress.ts'
import { xlsx } from './xlsx.ts'

/**
 * Every kind of file that holds articles, or says something of them. The first one that recognises a file reads it, so the
 * particular stand before the general; where one item comes from several, the earlier is the richer source of it.
 */
export const sources: readonly Source[] = [
  query,
  wordpress,
  listData,
  rest,
  atom,
  migrationPackage,
  pnpTemplate,
  rowset,
  nukeviet,
  xlsx,
  saved,
  pageText,
  feed,
  wordList,
  csv,
  word,
]

/** How rich a source is; 0 is the richest. */
export const richness = (name: string) => sources.findIndex((source) => source.name === name)
