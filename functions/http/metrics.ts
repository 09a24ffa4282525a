/** What is measured, in the units that CloudWatch knows. */
export const units = { SecondsToLive: 'Seconds', PagesMirrored: 'Count' } as const

export type Measure = (name: keyof typeof units, value: number) => void

/**
 * Measurements as log lines in CloudWatch's embedded metric format: a metric without a request of its own. `functionName`
 * tells one deployment from another.
 */
export function createMeasure(functionName: string): Measure {
  return function measure(name, value) {
    const line = {
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [
          {
            Namespace: 'Bantin',
            Dimensions: [['FunctionName']],
            Metrics: [{ Name: name, Unit: units[name] }],
          },
        ],
      },
      FunctionName: functionName,
      [name]: value,
    }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
}
