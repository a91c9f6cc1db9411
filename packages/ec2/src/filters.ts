/** A filter of a Describe action: any of its values may match. A type and no interface, so that it counts as parameters. */
export type Filter = {
  readonly Name: string
  readonly Value: readonly string[]
}

/** A filter of exactly these values: in EC2's, `*` and `?` would stand for others. */
export function exactly(name: string, values: readonly string[]): Filter {
  return { Name: name, Value: values.map(escaped) }
}

/** Text that matches itself in a filter. */
export function escaped(value: string): string {
  return value.replace(/[\\*?]/g, '\\$&')
}

/** A filter value in which `*` stands for any run of characters and all else for itself. */
export function pattern(value: string): string {
  return value.replace(/[\\?]/g, '\\$&')
}

/** What one filter takes. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Filter.html */
export const mostValues = 200
