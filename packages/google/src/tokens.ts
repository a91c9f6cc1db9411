import { type CredentialProvider, reveal, secret } from '@cloud/core/driver'
import { type AccessToken, isGivenToken, isTokenGiver } from './credentials.ts'
import { defaultCredentials, type Found } from './default-credentials.ts'
import type { GoogleOptions } from './options.ts'
import { serviceAccountTokens } from './service-account.ts'
import { asked } from './token-giver.ts'

export interface Tokens {
  readonly get: CredentialProvider<AccessToken>
  /** Whether one that is refused is given again. */
  readonly fixed: boolean
  /** The project that the credentials belong to, where they tell. */
  readonly project: () => Promise<string | undefined>
}

/** Where tokens come from: what was given, else application default credentials, which are looked for at the first call. */
export function tokensOf(options: GoogleOptions, env?: NodeJS.ProcessEnv): Tokens {
  const { credentials } = options
  if (credentials === undefined) return found(() => defaultCredentials(options, env))
  if (isTokenGiver(credentials)) return { get: asked(credentials), fixed: false, project: unknown }
  if (isGivenToken(credentials)) {
    const token = secret(reveal(credentials.accessToken))
    return { get: async () => ({ token }), fixed: true, project: unknown }
  }
  const { project_id: project } = credentials
  return { get: serviceAccountTokens(credentials, options), fixed: false, project: async () => project }
}

const unknown = async () => undefined

/** What was found is kept; a search that failed is made anew, since what it missed may be there by then. */
function found(find: () => Promise<Found>): Tokens {
  let finding: Promise<Found> | undefined
  const search = () => {
    finding ??= find().catch((error: unknown) => {
      finding = undefined
      throw error
    })
    return finding
  }
  return {
    get: async (request) => (await search()).tokens(request),
    fixed: false,
    project: async () => (await search()).project,
  }
}
