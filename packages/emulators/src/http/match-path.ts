/** The name that a segment of a template has in braces. */
export const parameterOf = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1]

/**
 * The parameters that a path gives a template, both cut at their slashes: `{id}` in the template takes one decoded segment that is not
 * empty. Undefined where the path is another.
 */
export function matchPath(
  template: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  if (template.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of template.entries()) {
    const text = given[index] ?? ''
    const name = parameterOf(segment)
    if (name === undefined && segment !== text) return undefined
    if (name === undefined) continue
    const value = decode(text)
    if (!value) return undefined
    parameters[name] = value
  }
  return parameters
}

interface Matched {
  readonly path: Readonly<Record<string, string>>
}

/** Where two templates fit, the one goes first that has its own word where the other has a parameter. */
export const bySpecificity = (a: Matched, b: Matched): number =>
  Object.keys(a.path).length - Object.keys(b.path).length

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
