import { invalid } from '@cloud/core/driver'

export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that switches something on: `true` or `false`, as AWS's own tools take it. */
export function switchOf(env: Environment, name: string): boolean {
  const value = env[name] || 'false'
  if (value !== 'true' && value !== 'false')
    throw invalid(`${name} is ${JSON.stringify(value)}`, 'true or false')
  return value === 'true'
}
