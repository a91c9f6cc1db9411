import { invalid } from '@cloud/core/driver'

/** A droplet's name is its host name. */
export function checkHostname(name: unknown): string {
  if (typeof name === 'string' && /^[a-zA-Z0-9]([a-zA-Z0-9.-]{0,253}[a-zA-Z0-9])?$/.test(name)) return name
  throw invalid(
    `The name ${JSON.stringify(name)} is no host name`,
    'letters, digits, - and ., as in web-1.example.com',
  )
}
