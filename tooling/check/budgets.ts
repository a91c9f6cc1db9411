import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installedFolders, sizeOf } from './installed-size.ts'
import { expect, run } from './run.ts'

interface Budget {
  readonly packages: number
  readonly KiB: number
  /** Files that its import loads. */
  readonly modules: number
  /** Modules of Node that its import loads, those that they load included: `node:crypto` alone is 40 of them. */
  readonly builtins: number
}

/** What a driver may weigh where it is installed, undici included, and how much its import may load: what it is today, and a little more. */
const budgets: Readonly<Record<string, Budget>> = {
  '@cloud/ec2': { packages: 4, KiB: 4900, modules: 14, builtins: 6 },
  '@cloud/elb': { packages: 4, KiB: 4350, modules: 13, builtins: 6 },
  '@cloud/s3': { packages: 4, KiB: 4100, modules: 13, builtins: 6 },
  '@cloud/digitalocean': { packages: 6, KiB: 5700, modules: 14, builtins: 8 },
  '@cloud/gce': { packages: 4, KiB: 4500, modules: 13, builtins: 6 },
  '@cloud/cloudstack': { packages: 4, KiB: 4750, modules: 12, builtins: 6 },
  '@cloud/static': { packages: 4, KiB: 4300, modules: 12, builtins: 60 },
  '@cloud/storage-local': { packages: 3, KiB: 3700, modules: 12, builtins: 60 },
}

const counting = `import { registerHooks } from 'node:module'
const loaded = new Set()
registerHooks({
  load: (url, context, next) => {
    if (url.startsWith('file:')) loaded.add(url)
    return next(url, context)
  },
})
const before = process.moduleLoadList.length
await import(process.argv[2])
console.log(JSON.stringify([loaded.size, process.moduleLoadList.length - before]))
`

/** Holds each driver, installed in a project, to its budget. */
export function checkBudgets(project: string): void {
  const program = join(project, 'modules.mjs')
  writeFileSync(program, counting)
  for (const [name, most] of Object.entries(budgets)) {
    const folders = [...installedFolders(project, [name, '@cloud/core'])]
    const kibibytes = Math.round(folders.reduce((sum, folder) => sum + sizeOf(folder), 0) / 1024)
    const [modules = 0, builtins = 0]: readonly number[] = JSON.parse(run('node', [program, name], project))
    const within =
      folders.length <= most.packages &&
      kibibytes <= most.KiB &&
      modules <= most.modules &&
      builtins <= most.builtins
    expect(
      within,
      `${name} is ${folders.length} packages of ${kibibytes} KiB and loads ${modules} modules and ${builtins} of Node's, at most ${most.packages}, ${most.KiB}, ${most.modules} and ${most.builtins}`,
    )
  }
}
