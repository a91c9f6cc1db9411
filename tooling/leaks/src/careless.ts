import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudError, deployNode, dryRun, file, script } from '@cloud/core'
import * as digitalocean from '@cloud/digitalocean'
import { ssh } from '@cloud/ssh'
import { type Drivers, small } from './clouds.ts'
import { heardAccess, onEvent } from './machines.ts'
import type { World } from './world.ts'

/** Does with texts whatever shows them: what looks for secrets must find each of these, or it looks at nothing. */
export async function beCareless(
  world: World,
  drivers: Drivers,
  texts: readonly string[],
): Promise<CloudError> {
  const { local, things, heard, trace } = world
  const all = texts.join('\n')
  const error = new CloudError(`told: ${all}`, { code: 'unknown', cause: new Error(`because: ${all}`) })
  things.push(['what a careless driver holds', { texts, toString: () => all, source: sourceWith(all) }])
  things.push(['what a careless driver throws', error])
  things.push(['what a careless driver passes on', structuredClone({ texts })])
  for (const text of texts) {
    const endpoint = `${local.digitalocean.endpoint}/${text}`
    const driver = digitalocean.compute({ ...local.digitalocean, endpoint, trace })
    await driver
      .listNodes()
      .toArray()
      .catch(() => {})
    await drivers.ec2.listNodes({ name: text }).toArray()
    process.emitWarning(`told: ${text}`)
  }
  const steps = [script('echo "$@"', { args: texts }), file(all, 'left.txt')]
  const shell = heardAccess(world, ssh({ user: 'ec2-user', ...local.ssh }))
  const { node } = await deployNode(drivers.ec2, { ...small, shell, steps, onEvent: onEvent(world) })
  const again = await shell.connect({ node })
  heard['remote files'].push(Buffer.from(await again.download('left.txt')).toString())
  await again.close()
  await deployNode(drivers.ec2, { ...small, shell: dryRun((line) => heard['dry run'].push(line)), steps })
  process.env.TOLD = all
  process.stdout.write(all)
  writeFileSync(join(mkdtempSync(join(tmpdir(), 'careless-')), 'secrets'), all)
  await seenByOthers(texts)
  return error
}

/** A function that has the texts in its source. */
const sourceWith = (all: string): unknown => new Function(`return ${JSON.stringify(all)}`)

/** A process with the texts in its arguments, for as long as others need to see it. */
async function seenByOthers(texts: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1500)', '--', ...texts], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => child.on('exit', resolve))
}
