import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'

const provider = 'registry.terraform.io/hashicorp/aws'

/** Where Terraform's providers are kept on a machine: mirrors, and the cache. */
const folders = [
  process.env.TF_PLUGIN_CACHE_DIR,
  join(homedir(), '.terraform.d/plugins'),
  join(homedir(), '.terraform.d/plugin-cache'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
]
const mirror = folders.find((folder) => folder && existsSync(join(folder, provider)))

const isExecutable = (file: string) => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
const hasTerraform = (process.env.PATH ?? '')
  .split(delimiter)
  .some((folder) => isExecutable(join(folder, 'terraform')))

/** What this machine lacks to run Terraform's AWS provider, which is never fetched. */
export const terraformLacks: string | undefined = !hasTerraform
  ? 'there is no terraform'
  : mirror === undefined
    ? 'there is no mirror or cache of hashicorp/aws'
    : undefined

/** A working folder with one configuration. Nothing is asked of any registry. */
export interface Terraform extends Disposable {
  /** Runs a command; the exit code of a plan with `-detailed-exitcode` is 2 where there is something to do. */
  readonly run: (
    ...args: readonly string[]
  ) => Promise<{ readonly code: number | null; readonly output: string }>
}

export function terraform(configuration: string): Terraform {
  const folder = mkdtempSync(join(tmpdir(), 'terraform-'))
  writeFileSync(join(folder, 'main.tf'), configuration)
  const settings = `provider_installation {
  filesystem_mirror {
    path = ${JSON.stringify(mirror ?? '')}
  }
}
disable_checkpoint = true
`
  writeFileSync(join(folder, 'terraform.rc'), settings)
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TF_CLI_CONFIG_FILE: join(folder, 'terraform.rc'),
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  return {
    run: async (...args) => {
      const child = spawn('terraform', [...args, '-no-color'], { cwd: folder, env })
      child.stdin.end()
      const [stdout, stderr] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ])
      return { code: child.exitCode, output: stdout + stderr }
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}
