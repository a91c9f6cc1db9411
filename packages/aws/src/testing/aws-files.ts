import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'

interface AwsFiles {
  readonly path: (name: string) => string
  readonly write: (name: string, lines: readonly string[]) => void
}

/** AWS's files in a folder of each test's own, and an environment that says nothing else of AWS. */
export function awsFiles(): AwsFiles {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aws-'))
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'))
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'))
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  return {
    path: (name) => join(folder, name),
    write: (name, lines) => writeFileSync(join(folder, name), `${lines.join('\n')}\n`),
  }
}
