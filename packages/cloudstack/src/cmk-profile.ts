import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Tried } from '@cloud/core/driver'
import { nodeFiles } from '@cloud/core/driver'
import type { Found } from './credentials.ts'

/**
 * The keys of a profile of cmk, CloudStack's command line: the one that is named, or that its configuration has chosen. cmk itself reads no
 * variable. https://github.com/apache/cloudstack-cloudmonkey/wiki/Usage
 */
export async function cmkProfile(named: string | undefined, env: NodeJS.ProcessEnv): Promise<Found | Tried> {
  const file = join(env.HOME ?? homedir(), '.cmk', 'config')
  const text = await nodeFiles()
    .readFile(file, 'utf8')
    .catch(() => undefined)
  if (text === undefined) return { source: file, reason: 'no such file' }
  // By a name that bundlers do not follow: most programs never come here, and a bundle may go without.
  const ini: string = 'ini'
  const { parse } = (await import(ini)) as typeof import('ini')
  const config: unknown = parse(text)
  const chosen = named ?? textOf(config, 'profile') ?? 'localcloud'
  // The package reads [a.b] as one within the other.
  const profile = chosen.split('.').reduce(memberOf, config)
  if (profile === undefined) return { source: file, reason: `no profile ${chosen}` }
  const [apiKey, secretKey] = [textOf(profile, 'apikey'), textOf(profile, 'secretkey')]
  if (apiKey === undefined || secretKey === undefined) {
    const reason = textOf(profile, 'username') === undefined ? '' : ': a user name signs no requests'
    return { source: file, reason: `its profile ${chosen} has no apikey and secretkey${reason}` }
  }
  return { apiKey, secretKey, endpoint: textOf(profile, 'url') }
}

function memberOf(of: unknown, name: string): unknown {
  return Object.hasOwn(Object(of), name) ? Reflect.get(Object(of), name) : undefined
}

function textOf(of: unknown, name: string): string | undefined {
  const value = memberOf(of, name)
  return typeof value === 'string' && value !== '' ? value : undefined
}
