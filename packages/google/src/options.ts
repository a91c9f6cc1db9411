import type { Secret } from '@cloud/core'
import { type ClientOptions, checkClientOptions, invalid } from '@cloud/core/driver'
import { checkCredentials, type GoogleCredentials } from './credentials.ts'

/** What the factory of every Google Cloud driver takes. */
export interface GoogleOptions extends ClientOptions {
  /** The id of a project. Left out: the environment, then the one that the credentials belong to, found at the first call. */
  readonly project?: string | undefined
  /** Left out: application default credentials, found at the first call. */
  readonly credentials?: GoogleCredentials | undefined
}

/** The text of a key or token, as it is or as a `Secret`. */
export type SecretText = string | Secret

/** Checks what was given to a factory, with the driver's `own` options; it reads no environment and sends nothing. */
export function checkGoogleOptions(factory: string, options: GoogleOptions, own: readonly string[]): void {
  checkClientOptions(factory, options, ['project', 'credentials', ...own])
  const { project, credentials } = options
  if (project !== undefined) checkProject(project, 'The project')
  if (credentials !== undefined) checkCredentials(credentials)
}

/**
 * A project becomes part of a path. Ids of domains' own projects begin with the domain, as in `example.com:web`; numbers are ids, too.
 * https://cloud.google.com/resource-manager/docs/creating-managing-projects
 */
export function checkProject(project: unknown, what: string): string {
  if (typeof project === 'string' && /^([a-z0-9.-]+:)?[a-z0-9][-a-z0-9]{0,62}$/.test(project)) return project
  throw invalid(`${what} ${JSON.stringify(project)} is no id of a project`, 'as in my-project-123')
}
