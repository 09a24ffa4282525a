import { type Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { AnyPrincipal, Effect, type IGrantable, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { activityIndex, type ChainKind, deskIndex, newsroomKeys } from '../../functions/store/keys.ts'
import { tables } from '../tables.ts'
import { allow } from './allow.ts'
import type { DataKey } from './data-key.ts'
import { createProductTable } from './product-table.ts'

const chains = {
  ARTICLE: newsroomKeys.chain('ARTICLE', '*'),
  SETTINGS: newsroomKeys.chain('SETTINGS', '*'),
  STAFF: newsroomKeys.chain('STAFF', '*'),
  LINK: newsroomKeys.chain('LINK', '*'),
  SCHEME: newsroomKeys.chain('SCHEME', '*'),
  PAYEE: newsroomKeys.chain('PAYEE', '*'),
  ROYALTY: newsroomKeys.chain('ROYALTY', '*'),
  MEDIA: newsroomKeys.chain('MEDIA', '*'),
  SLOT: newsroomKeys.chain('SLOT', '*'),
  NOTES: newsroomKeys.chain('NOTES', '*'),
  RELEASE: newsroomKeys.chain('RELEASE', '*'),
} satisfies Record<ChainKind, string>
const allChains = Object.values(chains)
/** What is typed and not saved: it may be dropped, as nothing else here. */
const workingCopies = [newsroomKeys.workingCopy('*', '', '').pk, newsroomKeys.workingCard('*', '', '').pk]
/** What people are told, and chose for themselves. */
const ofPeople = newsroomKeys.preferences('*').pk
/** What was done that lists of a month show. */
const acts = newsroomKeys.act('*', '*', '').pk
/** Where an article notes what it names before it does. */
const besideArticles = [newsroomKeys.schedule, newsroomKeys.mediaUse('*', '').pk]

/** All that the publisher's records are made of: rows of lists, how far it has repaired, and which lists are whole. */
const publisherAttributes = [
  // DynamoDB wants the keys of the indexes named as well, whether a record has them or not.
  ...new Set([tables.newsroom.key, ...tables.newsroom.indexes].flatMap(({ pk, sk }) => [pk, sk])),
  ...['number', 'row', 'shown'],
  'until',
  'seen',
  'version',
]

/**
 * For everyone, administrators of the account included: what stands in a chain is never changed or deleted, item by item or
 * in batches. IAM cannot tell a put that adds from one that replaces; that revisions are added only is the store's
 * condition, and the hashes of the chain show when it was broken.
 */
function keepChains(): PolicyDocument {
  const statement = new PolicyStatement({
    sid: 'ChainsAreAppendOnly',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['DeleteItem', 'UpdateItem', 'BatchWriteItem', 'PartiQLDelete', 'PartiQLUpdate'].map(
      (action) => `dynamodb:${action}`,
    ),
    // This table: a policy cannot name the resource it is part of.
    resources: ['*'],
    conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': allChains } },
  })
  return new PolicyDocument({ statements: [statement] })
}

/** The truth: revisions, the desk, staff. No function that readers ask may touch it. */
export class NewsroomTable extends Construct {
  readonly table: Table

  readonly #key: DataKey | undefined

  /** @param key @default one that AWS keeps for the account */
  constructor(scope: Construct, id: string, key?: DataKey) {
    super(scope, id)
    this.#key = key
    this.table = createProductTable(this, 'Table', {
      definition: tables.newsroom,
      encryption: key ? TableEncryption.CUSTOMER_MANAGED : TableEncryption.AWS_MANAGED,
      key,
      // A revision may weigh 400 kB (400 units), and is written to an index too.
      mostReads: 1000,
      mostWrites: 1000,
      resourcePolicy: keepChains(),
    })
  }

  /** What else somebody needs who may read or write it. */
  permits(): PolicyStatement[] {
    return this.#key ? [this.#key.permit('dynamodb')] : []
  }

  #index(name: string): string {
    return `${this.table.tableArn}/index/${name}`
  }

  /**
   * Lets the editors' door read, and add to chains, the desk and the schedule. It cannot write who the first administrator
   * is, nor say that a planned act was carried out.
   */
  edit(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], [tableArn])
    const indexes = [deskIndex, activityIndex].map(({ name }) => this.#index(name))
    allow(role, ['dynamodb:Query'], [tableArn, ...indexes])
    allow(role, ['dynamodb:PutItem'], [tableArn], {
      keys: [
        ...allChains,
        newsroomKeys.schemes,
        newsroomKeys.linksOf('*'),
        newsroomKeys.releaseOf('*', '').pk,
        newsroomKeys.releaseTakes('*'),
        newsroomKeys.releasesDue,
        ...besideArticles,
        acts,
        ...workingCopies,
        ofPeople,
        newsroomKeys.presence('*', '', '').pk,
        newsroomKeys.staffId('').pk,
        newsroomKeys.staffSeen('').pk,
        newsroomKeys.move('*').pk,
      ],
    })
    allow(role, ['dynamodb:DeleteItem'], [tableArn], { keys: [...workingCopies, newsroomKeys.move('*').pk] })
    // In batches anything could be deleted too: nothing but what finds royalties, which the chains can make again.
    allow(role, ['dynamodb:BatchWriteItem'], [tableArn], { keys: [newsroomKeys.royaltiesFor('*')] })
    return tableName
  }

  /** Lets the door for previews read what a link shows, and add what is decided to the article and to the link. */
  preview(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'], [tableArn])
    allow(role, ['dynamodb:PutItem'], [tableArn], {
      keys: [chains.ARTICLE, chains.LINK, ...besideArticles],
    })
    return tableName
  }

  /**
   * Lets the mover read what it moves in and who asked for it, and add to chains of articles and files, as the editors' door
   * does when something is taken in.
   */
  moveIn(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], [tableArn])
    allow(role, ['dynamodb:Query'], [tableArn, this.#index(deskIndex.name)])
    const own = newsroomKeys.move('*').pk
    allow(role, ['dynamodb:PutItem'], [tableArn], {
      keys: [chains.ARTICLE, chains.MEDIA, ...besideArticles, own, newsroomKeys.movingTurn.pk],
    })
    allow(role, ['dynamodb:DeleteItem'], [tableArn], { keys: [own] })
    return tableName
  }

  /** Lets a role read the settings, and nothing else. */
  readSettings(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:Query'], [tableArn], { keys: [chains.SETTINGS] })
    return tableName
  }

  /** Lets a role look whether the policy that keeps chains is there. */
  watchPolicy(role: IGrantable): string {
    allow(role, ['dynamodb:GetResourcePolicy'], [this.table.tableArn])
    return this.table.tableArn
  }

  /**
   * Lets the scheduler read articles, releases, staff and what is planned, add to chains of articles and releases, say what it has
   * kept, and tell people.
   */
  keepSchedule(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], [tableArn])
    const indexes = [deskIndex, activityIndex].map(({ name }) => this.#index(name))
    allow(role, ['dynamodb:Query'], [tableArn, ...indexes])
    allow(role, ['dynamodb:PutItem'], [tableArn], {
      keys: [chains.ARTICLE, chains.RELEASE, ...besideArticles, acts, ofPeople, newsroomKeys.done.pk],
    })
    return tableName
  }

  /**
   * Lets the publisher read everything, and write records that are no revisions: rows stand in the partitions of what they
   * list, but nothing with a state, a hash or an actor passes.
   */
  follow(role: IGrantable): string {
    const { tableArn, tableName } = this.table
    this.#key?.unlock(role, 'dynamodb')
    allow(role, ['dynamodb:GetItem', 'dynamodb:BatchGetItem'], [tableArn])
    allow(role, ['dynamodb:Query'], [tableArn, this.#index(activityIndex.name)])
    allow(role, ['dynamodb:PutItem'], [tableArn], {
      keys: [
        ...[chains.ARTICLE, chains.MEDIA, chains.PAYEE, chains.ROYALTY, chains.SLOT, chains.RELEASE],
        acts,
        newsroomKeys.repaired.pk,
      ],
      attributes: publisherAttributes,
    })
    return tableName
  }
}
