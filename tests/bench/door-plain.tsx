/** @jsxImportSource hono/jsx */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { Hono } from 'hono'
import { handle } from 'hono/aws-lambda'

const client = new DynamoDBClient({})
const lines = Array.from({ length: 120 }, (_, index) => `Dòng ${index} của một trang <giản dị>`)

/** What anybody would write first: a page of some 120 elements, made of one item. */
const app = new Hono().get('*', async (c) => {
  await client.send(
    new GetItemCommand({
      TableName: process.env.SITE_TABLE ?? '',
      Key: { pk: { S: 'plain' }, sk: { S: c.req.path } },
    }),
  )
  return c.html(
    <html lang="vi">
      <body>
        {lines.map((line) => (
          <p class="line">{line}</p>
        ))}
      </body>
    </html>,
  )
})

export const handler = handle(app)
