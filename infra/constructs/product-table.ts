import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  type TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import type { TableDefinition } from '../tables.ts'
import type { DataKey } from './data-key.ts'

interface ProductTableProps {
  definition: TableDefinition
  encryption: TableEncryption
  /** For `CUSTOMER_MANAGED`. */
  key?: DataKey | undefined
  /** Most units a second, so that neither a fault nor a flood costs more than this. */
  mostReads: number
  mostWrites: number
  resourcePolicy?: PolicyDocument
}

const string = (name: string) => ({ name, type: AttributeType.STRING })

/** A table of `tables.ts`: paid by request, restorable to any second of 35 days, and left alone by `cdk destroy`. */
export function createProductTable(scope: Construct, id: string, props: ProductTableProps): Table {
  const { key, indexes, stream, expires } = props.definition
  const table = new Table(scope, id, {
    partitionKey: string(key.pk),
    sortKey: string(key.sk),
    billingMode: BillingMode.PAY_PER_REQUEST,
    maxReadRequestUnits: props.mostReads,
    maxWriteRequestUnits: props.mostWrites,
    encryption: props.encryption,
    ...(props.key && { encryptionKey: props.key.key }),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    // Even by a first deployment that fails: what is protected cannot be deleted, and the failure would fail in turn.
    removalPolicy: RemovalPolicy.RETAIN,
    ...(expires && { timeToLiveAttribute: expires }),
    ...(stream && { stream: StreamViewType.KEYS_ONLY }),
    ...(props.resourcePolicy && { resourcePolicy: props.resourcePolicy }),
  })
  for (const { name, pk, sk, include } of indexes) {
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: string(pk),
      sortKey: string(sk),
      ...(include && { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: include }),
      maxReadRequestUnits: props.mostReads,
      maxWriteRequestUnits: props.mostWrites,
    })
  }
  return table
}
