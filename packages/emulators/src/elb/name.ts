import { invalid } from './refusals.ts'

/** Throws for what is no name of a load balancer or a target group. */
export function checkName(kind: 'Load balancer' | 'Target group', name: string): void {
  const wrong = (why: string) => invalid(`${kind} name '${name}' ${why}`)
  if (name === '') throw invalid(`A ${kind.toLowerCase()} name must be specified`)
  if (name.length > 32) throw wrong("cannot be longer than '32' characters")
  if (!/^[a-zA-Z0-9-]+$/.test(name)) {
    throw wrong('can only contain characters that are alphanumeric characters and hyphens(-)')
  }
  if (name.startsWith('-') || name.endsWith('-')) throw wrong('cannot begin or end with a hyphen(-)')
  if (kind === 'Load balancer' && name.startsWith('internal-')) throw wrong("cannot begin with 'internal-'")
}
