import type {
  Answer,
  ApiDocument,
  ApiOperation,
  Call,
  Parameter,
  Reference,
  RequestBody,
  Words,
} from '../types.ts'
import { Field, nameOf, Schema, Type } from './schema-view.tsx'

type Labels = Words['page']

export const refusalId = (status: string) => `answer-${status}`

interface OperationProps {
  call: Call
  document: ApiDocument
  labels: Labels
}

function parameterOf(each: Parameter | Reference, { components }: ApiDocument): Parameter[] {
  if (!('$ref' in each)) return [each]
  const found = components.parameters[nameOf(each.$ref)]
  return found ? [found] : []
}

function Parameters({ all, labels }: { all: Parameter[]; labels: Labels }) {
  if (all.length === 0) return null
  return (
    <>
      <h4>{labels.parameters}</h4>
      <ul class="fields">
        {all.map(({ name, in: place, required, schema, description }) => (
          <Field
            name={
              <>
                <code class="name">{name}</code> <span class="place">{place}</span>
              </>
            }
            schema={schema}
            required={required}
            labels={labels}
            note={description}
          />
        ))}
      </ul>
    </>
  )
}

function Body({ body, labels }: { body: RequestBody; labels: Labels }) {
  return (
    <>
      {Object.entries(body.content).map(([type, { schema, example }]) => (
        <details>
          <summary>
            {labels.body} <code>{type}</code>
          </summary>
          <Schema schema={schema} labels={labels} />
          {example !== undefined && (
            <>
              <p>{labels.example}</p>
              <pre tabindex={0}>{JSON.stringify(example, null, 2)}</pre>
            </>
          )}
        </details>
      ))}
    </>
  )
}

interface AnswerProps {
  status: string
  answer: Answer
  id?: string
  labels: Labels
}

/** What one status means, and what comes with it. */
export function AnswerLine({ status, answer, id, labels }: AnswerProps) {
  return (
    <li id={id}>
      <strong>{status}</strong> {answer.description}
      <ul>
        {Object.entries(answer.content ?? {}).map(([type, { schema }]) => (
          <li>
            <code>{type}</code>{' '}
            {Object.keys(schema).length === 0 ? (
              labels.file
            ) : schema.$ref ? (
              <Type schema={schema} labels={labels} />
            ) : (
              <Schema schema={schema} labels={labels} />
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Answers({ responses, labels }: { responses: ApiOperation['responses']; labels: Labels }) {
  const all = Object.entries(responses)
  const refusals = all.filter(([, each]) => '$ref' in each)
  return (
    <>
      <details>
        <summary>{labels.answers}</summary>
        <ul class="answers">
          {all.map(([status, each]) =>
            '$ref' in each ? null : <AnswerLine status={status} answer={each} labels={labels} />,
          )}
        </ul>
      </details>
      <p class="refusals">
        {labels.refusals}:{' '}
        {refusals.map(([status]) => (
          <a href={`#${refusalId(status)}`}>{status}</a>
        ))}
      </p>
    </>
  )
}

/** One call of the API. */
export function Operation({ call, document, labels }: OperationProps) {
  const { method, path, operation } = call
  const { operationId, summary, description, parameters = [], requestBody, security } = operation
  return (
    <section class="operation" id={operationId}>
      <h3>
        <a href={`#${operationId}`}>{summary}</a>
      </h3>
      <p class="call">
        <b class={method.toLowerCase()}>{method}</b> <code>{path}</code>
      </p>
      {description.split('\n\n').map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {security && <p class="note">{labels.open}</p>}
      <Parameters all={parameters.flatMap((each) => parameterOf(each, document))} labels={labels} />
      {requestBody && <Body body={requestBody} labels={labels} />}
      <Answers responses={operation.responses} labels={labels} />
    </section>
  )
}
