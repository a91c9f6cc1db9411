import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Secret } from '@cloud/core'
import { CloudError, invalid, listOfTried, nodeFiles, reveal, secret, type Tried } from '@cloud/core/driver'

/**
 * Where the token comes from: what was given; `DIGITALOCEAN_TOKEN`; `DIGITALOCEAN_ACCESS_TOKEN`; the configuration of doctl, in its
 * context of `DIGITALOCEAN_CONTEXT` or its current one. `unauthorized` lists what was tried.
 */
export function tokenSource(
  given: string | Secret | undefined,
  env: NodeJS.ProcessEnv = process.env,
): () => Promise<Secret> {
  if (given !== undefined) {
    const token = checked(typeof given === 'object' ? reveal(given) : given, 'The token')
    return async () => token
  }
  return async () => {
    const { DIGITALOCEAN_TOKEN: first, DIGITALOCEAN_ACCESS_TOKEN: second } = env
    if (first && second && first !== second) {
      process.emitWarning('DIGITALOCEAN_TOKEN and DIGITALOCEAN_ACCESS_TOKEN differ; the first is used', {
        code: 'CLOUD_DIGITALOCEAN_TOKENS',
      })
    }
    const found = first || second
    if (found) return checked(found, 'The token of the environment')
    const doctl = await doctlToken(env)
    if (typeof doctl === 'string') return checked(doctl, "The token of doctl's configuration")
    throw notFound([
      { source: 'the option token', reason: 'not given' },
      { source: 'DIGITALOCEAN_TOKEN', reason: 'not set' },
      { source: 'DIGITALOCEAN_ACCESS_TOKEN', reason: 'not set' },
      doctl,
    ])
  }
}

/** A token goes into a header: white space in it is a slip of copying. */
function checked(token: string, what: string): Secret {
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw invalid(`${what} is no token`)
  return secret(token)
}

/** The token of doctl's context, or why there is none. https://docs.digitalocean.com/reference/doctl/how-to/install/ */
async function doctlToken(env: NodeJS.ProcessEnv): Promise<string | Tried> {
  const file = join(configFolder(env), 'doctl', 'config.yaml')
  const text = await nodeFiles()
    .readFile(file, 'utf8')
    .catch(() => undefined)
  if (text === undefined) return { source: file, reason: 'no such file' }
  // By a name that bundlers do not follow: most programs never come here, and a bundle may go without.
  const yaml: string = 'yaml'
  const { parse } = (await import(yaml)) as typeof import('yaml')
  let config: unknown
  try {
    // Its errors and its warnings quote the line, which may hold the token.
    config = parse(text, { logLevel: 'error' })
  } catch {
    return { source: file, reason: 'no YAML' }
  }
  const current = member(config, 'context')
  const context = env.DIGITALOCEAN_CONTEXT || (typeof current === 'string' && current) || 'default'
  const token =
    context === 'default' ? member(config, 'access-token') : member(member(config, 'auth-contexts'), context)
  if (typeof token === 'string' && token !== '') return token
  return { source: file, reason: `its context ${context} has no token` }
}

function member(of: unknown, name: string): unknown {
  return Object.hasOwn(Object(of), name) ? Reflect.get(Object(of), name) : undefined
}

function configFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return env.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return env.XDG_CONFIG_HOME || join(env.HOME ?? homedir(), '.config')
}

function notFound(tried: readonly Tried[]): CloudError {
  return new CloudError(`There is no DigitalOcean token. Tried: ${listOfTried(tried)}`, {
    code: 'unauthorized',
    outcome: 'not-applied',
    hint: 'pass the option token, set DIGITALOCEAN_TOKEN, or run doctl auth init',
    details: { tried },
  })
}
