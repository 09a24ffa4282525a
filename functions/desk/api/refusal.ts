/** One thing that is wrong, at a path of the request such as `translations.vi.title`; `message` is in the language asked for. */
export interface FieldRefusal {
  field: string
  message: string
  rule?: string
  params?: Record<string, unknown>
}

/** Problem details (RFC 9457), as the API writes them in the language asked for. */
export interface Problem {
  code: string
  detail: string
  rule?: string
  params?: Record<string, unknown>
  errors?: FieldRefusal[]
  /** Entity tag of what is there now, where the request knew another. */
  current?: string
  requestId?: string
}

/** The API understood, and will not do it. Nothing was changed. */
export class Refusal extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(status: number, problem: Problem) {
    super(problem.detail)
    this.name = 'Refusal'
    this.status = status
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }
}
