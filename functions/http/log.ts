type Write = (line: string) => unknown

let write: Write = (line) => process.stdout.write(line)

/** Sends the lines elsewhere than to standard output, which CloudWatch reads: to a test. Answers what undoes it. */
export function logTo(writer: Write): () => void {
  const before = write
  write = writer
  return () => {
    write = before
  }
}

/** One JSON line per event, as CloudWatch takes it. Never a header, a signature or a body. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Record<string, unknown> = {},
): void {
  write(`${JSON.stringify({ level, message, at: new Date().toISOString(), ...fields })}\n`)
}

/** What is worth knowing of an error that nobody expected. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) }
  const { name, message, stack, cause } = error
  return { error: name, detail: message, stack, ...(cause instanceof Error && { cause: cause.message }) }
}
