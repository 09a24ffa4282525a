import type * as z from 'zod'
import type { apiWords } from '../../../locales/index.ts'

/** What of OpenAPI 3.1 the editors' API is described with. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

export type Words = (typeof apiWords)['vi']

export interface Reference {
  $ref: string
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}

export type Content = Record<string, { schema: JsonSchema; example?: unknown }>

export interface Answer {
  description: string
  headers?: Record<string, Reference>
  content?: Content
}

export interface RequestBody {
  required: true
  content: Content
}

export interface ApiOperation {
  operationId: string
  tags: string[]
  summary: string
  description: string
  parameters?: (Parameter | Reference)[]
  requestBody?: RequestBody
  responses: Record<string, Answer | Reference>
  /** Empty: it takes no signature. */
  security?: []
}

/** An operation with its address. */
export interface Call {
  method: string
  path: string
  operation: ApiOperation
}

export interface ApiDocument {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } }
  servers: { url: string }[]
  security: Record<string, string[]>[]
  tags: { name: string; description: string }[]
  /** By path, then by method in lower case. */
  paths: Record<string, Record<string, ApiOperation>>
  components: {
    schemas: Record<string, JsonSchema>
    parameters: Record<string, Parameter>
    headers: Record<string, { description: string; schema: JsonSchema }>
    responses: Record<string, Answer>
    securitySchemes: Record<string, Record<string, string>>
  }
}
