/** One JSON line per event, as CloudWatch takes it. Never a header, a signature or a body. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Record<string, unknown> = {},
): void {
  process.stdout.write(`${JSON.stringify({ level, message, at: new Date().toISOString(), ...fields })}\n`)
}

/** What is worth knowing of an error that nobody expected. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) }
  const { name, message, stack, cause } = error
  return { error: name, detail: message, stack, ...(cause instanceof Error && { cause: cause.message }) }
}
