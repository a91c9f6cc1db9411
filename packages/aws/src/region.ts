import { CloudError, listOfTried } from '@cloud/core/driver'
import { checkRegion } from './endpoint.ts'
import type { Environment } from './environment.ts'
import type { AwsOptions } from './options.ts'
import { loadProfiles, peer } from './peer.ts'

/** Finds the region: what the options say, else the environment, else the profile. `invalid` lists what was tried. */
export async function findRegion(
  options: AwsOptions,
  env: Environment,
  profilesOf: typeof loadProfiles = loadProfiles,
): Promise<string> {
  const given = options.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION)
  const region = given || (await ofProfile(options, env, profilesOf))
  checkRegion(region, 'The region')
  return region
}

async function ofProfile(
  { profile: wanted }: AwsOptions,
  env: Environment,
  profilesOf: typeof loadProfiles,
): Promise<string> {
  const name = wanted ?? (env.AWS_PROFILE || 'default')
  const profiles = await profilesOf()
  const profile = profiles?.[name]
  if (profile?.region) return profile.region
  const tried = [
    { source: 'the option region', reason: 'not given' },
    { source: 'AWS_REGION', reason: 'not set' },
    { source: 'AWS_DEFAULT_REGION', reason: 'not set' },
    { source: `the profile ${name}`, reason: whyNot(profiles !== undefined, profile !== undefined) },
  ]
  throw new CloudError(`There is no AWS region. Tried: ${listOfTried(tried)}`, {
    code: 'invalid',
    outcome: 'not-applied',
    hint: `the option region, or AWS_REGION${profiles ? '' : `; for profiles: npm install ${peer}`}`,
    details: { tried },
  })
}

function whyNot(installed: boolean, exists: boolean): string {
  if (!installed) return `${peer}, which reads profiles, is not installed`
  return exists ? 'it has no region' : 'no such profile'
}
