/**
 * Why an index cannot be read or added to. `missing`: there is none; `damaged`: a part is lost or not as it was written;
 * `newer`: made by later code, which this one must not touch; `older`: made by former rules. All but `newer` end with `build`.
 */
export type Problem = 'missing' | 'damaged' | 'newer' | 'older'

export class IndexProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'IndexProblem'
    this.problem = problem
  }
}
