import { createRequire } from 'node:module'

/**
 * AWS's own package of credential sources. It is optional and loaded at the first call that needs it, by a name that bundlers do not
 * follow: most programs never come here, and a bundle may go without.
 */
export const peer: string = '@aws-sdk/credential-provider-node'

export type Peer = Pick<typeof import('@aws-sdk/credential-provider-node'), 'defaultProvider'>

/** Undefined where it is not installed. */
export async function loadPeer(): Promise<Peer | undefined> {
  try {
    return await import(peer)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

interface ConfigFiles {
  readonly loadSharedConfigFiles: () => Promise<Record<'configFile' | 'credentialsFile', Profiles>>
}
type Profiles = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>

/**
 * The profiles that AWS's tools see, as the package's own reader of files gives them; undefined where it is not installed. What the
 * credentials file says of a profile comes before what the configuration file says.
 */
export async function loadProfiles(): Promise<Profiles | undefined> {
  try {
    const ofPeer = createRequire(createRequire(import.meta.url).resolve(peer))
    const { loadSharedConfigFiles }: ConfigFiles = ofPeer('@smithy/core/config')
    const { configFile, credentialsFile } = await loadSharedConfigFiles()
    const names = new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])
    return Object.fromEntries(
      [...names].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
    )
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  const code: unknown = error instanceof Error && Reflect.get(error, 'code')
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
}
