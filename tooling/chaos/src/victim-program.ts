/**
 * Deploys until it is dead: told on which cloud, under which journal, and at which point to kill itself. Told no point it goes on, two
 * deployments at a time, until it is killed; told to tell, it says which points a deployment passes.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type Access, deployNode, type Shell, type Step } from '@cloud/core'
import { fileJournal } from '@cloud/core/deploy'
import { type Access as CloudAccess, type CloudName, connect } from './connect.ts'
import { passing } from './points.ts'

export interface Orders {
  readonly cloud: CloudName
  readonly size: string
  readonly image: string
  readonly journal: string
  readonly access: CloudAccess
  readonly until: { readonly point: string } | 'told' | 'killed'
}

const result = { exitCode: 0, stdout: '', stderr: '', durationMs: 0 }
const shell: Shell = {
  run: async () => result,
  upload: async () => {},
  download: async () => new Uint8Array(),
  close: async () => {},
}
/** Of its own, so that no key that another one left is taken for it. */
const field = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes])
const blob = Buffer.concat([field(Buffer.from('ssh-ed25519')), field(randomBytes(32))])
const key = `ssh-ed25519 ${blob.toString('base64')}`
const instant: Access = {
  prepare: async () => ({ authorizedKeys: [key] }),
  connect: async () => shell,
}
const slow: Step = {
  title: 'slow',
  run: async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return { title: 'slow', ...result }
  },
}

process.on('message', async ({ cloud, size, image, journal: path, access, until }: Orders) => {
  const driver = await connect(cloud, access)
  let reach = (_point: string) => {}
  const journal = passing((point) => reach(point))(fileJournal(path))
  const deploy = () =>
    deployNode(driver, {
      ...{ name: `victim-${randomUUID()}`, size, image, shell: instant, journal },
      steps: [slow, slow],
    })
  if (until === 'killed') {
    process.send?.('ready')
    // Two of them: where one is over another is on its way.
    const on = async () => {
      for (let count = 0; count < 20; count++) await deploy()
    }
    void on()
    void on()
    return
  }
  // One that is over is not to be found, and what is asked for once in a process is no point of the next one.
  await deploy()
  const points = new Set<string>()
  reach = (point) => {
    points.add(point)
    if (until !== 'told' && point === until.point) process.kill(process.pid, 'SIGKILL')
  }
  await deploy()
  if (until !== 'told') throw new Error(`The deployment did not pass ${until.point}`)
  process.send?.([...points], () => process.disconnect())
})
