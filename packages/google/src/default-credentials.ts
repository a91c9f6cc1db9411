import { homedir } from 'node:os'
import { join } from 'node:path'
import {
  type ClientOptions,
  CloudError,
  type CredentialProvider,
  invalid,
  listOfTried,
  nodeFiles,
  type Tried,
} from '@cloud/core/driver'
import { type AccessToken, checkServiceAccount, type TokenGiver } from './credentials.ts'
import { scope, serviceAccountTokens } from './service-account.ts'
import { asked } from './token-giver.ts'

export interface Found {
  readonly tokens: CredentialProvider<AccessToken>
  /** The project that they belong to, where that is known. */
  readonly project?: string | undefined
}

/**
 * Application default credentials: the file that `GOOGLE_APPLICATION_CREDENTIALS` names; the one that `gcloud auth application-default login`
 * writes; the metadata server, where the platform says that there is one. Keys of service accounts are used as they are, all else is left to
 * `google-auth-library`. `unauthorized` lists what was tried. https://cloud.google.com/docs/authentication/application-default-credentials
 */
export async function defaultCredentials(
  options: ClientOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Found> {
  const tried: Tried[] = [{ source: 'the option credentials', reason: 'not given' }]
  const named = env.GOOGLE_APPLICATION_CREDENTIALS
  if (!named) tried.push({ source: 'GOOGLE_APPLICATION_CREDENTIALS', reason: 'not set' })
  const found = await fromFile(named || gcloudFile(env), options, tried)
  if (found) return found
  // A file that is named and is not there is a mistake, and not a wish for others.
  if (named) throw notFound(tried)
  const source = 'the metadata server'
  const isThere = await isGooglePlatform(env)
  if (!isThere) tried.push({ source, reason: 'this is no machine of Google' })
  const auth = isThere && (await library(tried, source))
  if (!auth) throw notFound(tried)
  return { tokens: asked(auth), project: (await auth.getProjectId()) || undefined }
}

async function fromFile(file: string, options: ClientOptions, tried: Tried[]): Promise<Found | undefined> {
  const text = await nodeFiles()
    .readFile(file, 'utf8')
    .catch(() => undefined)
  if (text === undefined) {
    tried.push({ source: file, reason: 'no such file' })
    return undefined
  }
  const json = parsed(text, file)
  const named: unknown = Reflect.get(json, 'project_id') ?? Reflect.get(json, 'quota_project_id')
  const project = typeof named === 'string' ? named : undefined
  if (Reflect.get(json, 'type') === 'service_account')
    return {
      tokens: serviceAccountTokens(checkServiceAccount(json, `The credentials in ${file}`), options),
      project,
    }
  // Of a project that it is not told it asks the metadata server, wherever it runs.
  const auth = await library(tried, file, { projectId: project ?? '-' })
  return auth && { tokens: asked(auth), project }
}

/** What the parser says of a broken file quotes it. */
function parsed(text: string, file: string): object {
  try {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null) return json
  } catch {}
  throw invalid(`The credentials in ${file} are no JSON`)
}

interface Auth extends TokenGiver {
  readonly getProjectId: () => Promise<string>
}

/**
 * It searches as is done here, and finds the same. By a name that bundlers do not follow: most programs never come here, and a bundle may go
 * without.
 */
async function library(
  tried: Tried[],
  source: string,
  options: { readonly projectId?: string } = {},
): Promise<Auth | undefined> {
  const name: string = 'google-auth-library'
  try {
    const { GoogleAuth } = (await import(name)) as typeof import('google-auth-library')
    return new GoogleAuth({ scopes: [scope], ...options })
  } catch {
    tried.push({ source, reason: 'it needs the package google-auth-library, which is not installed' })
    return undefined
  }
}

/** https://cloud.google.com/sdk/docs/configurations */
function gcloudFile(env: NodeJS.ProcessEnv): string {
  const folder =
    env.CLOUDSDK_CONFIG ||
    (process.platform === 'win32'
      ? join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'gcloud')
      : join(env.HOME ?? homedir(), '.config', 'gcloud'))
  return join(folder, 'application_default_credentials.json')
}

/** Asked at its address, a metadata server that is not there answers after seconds, and one that is somebody else's gives its own tokens. */
async function isGooglePlatform(env: NodeJS.ProcessEnv): Promise<boolean> {
  const said = [
    'GCE_METADATA_HOST',
    'GCE_METADATA_IP',
    'K_SERVICE',
    'CLOUD_RUN_JOB',
    'FUNCTION_NAME',
    'GAE_SERVICE',
  ]
  if (said.some((name) => env[name])) return true
  const product = await nodeFiles()
    .readFile('/sys/class/dmi/id/product_name', 'utf8')
    .catch(() => '')
  return /^Google/.test(product)
}

function notFound(tried: readonly Tried[]): CloudError {
  return new CloudError(`There are no Google Cloud credentials. Tried: ${listOfTried(tried)}`, {
    code: 'unauthorized',
    outcome: 'not-applied',
    hint: 'the option credentials, GOOGLE_APPLICATION_CREDENTIALS, or gcloud auth application-default login',
    details: { tried },
  })
}
