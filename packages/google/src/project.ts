import type { CloudError } from '@cloud/core'
import { invalid, isCloudError, listOfTried } from '@cloud/core/driver'
import { checkProject } from './options.ts'

const variables = ['GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'] as const

/**
 * The project that requests are for: what was given, else that of the environment (`GOOGLE_CLOUD_PROJECT`, `GCLOUD_PROJECT`,
 * `CLOUDSDK_CORE_PROJECT`), else that of the credentials.
 */
export function projectSource(
  given: string | undefined,
  ofCredentials: () => Promise<string | undefined>,
  env: NodeJS.ProcessEnv = process.env,
): () => Promise<string> {
  let kept = given
  return async () => {
    kept ??= await find(ofCredentials, env)
    return kept
  }
}

async function find(
  ofCredentials: () => Promise<string | undefined>,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const variable = variables.find((name) => env[name])
  if (variable !== undefined) return checkProject(env[variable], variable)
  const own = await ofCredentials().catch((error: unknown) => {
    // Without credentials nothing can be asked of any project, and that error says more.
    if (isCloudError(error)) throw error
    return undefined
  })
  if (own !== undefined) return checkProject(own, 'The project of the credentials')
  throw notFound()
}

function notFound(): CloudError {
  const tried = [
    { source: 'the option project', reason: 'not given' },
    ...variables.map((source) => ({ source, reason: 'not set' })),
    { source: 'the credentials', reason: 'they name none' },
  ]
  return invalid(`There is no Google Cloud project. Tried: ${listOfTried(tried)}`, 'the option project', {
    tried,
  })
}
