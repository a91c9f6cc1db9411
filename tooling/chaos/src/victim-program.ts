/** Deploys until it is killed: told by its arguments on which cloud, under which journal, and at which record to say so and wait. */
import { randomUUID } from 'node:crypto'
import { type Access, deployNode, type Shell, type Step } from '@cloud/core'
import { fileJournal } from '@cloud/core/deploy'
import { type Access as CloudAccess, type CloudName, connect } from './connect.ts'

export interface Orders {
  readonly cloud: CloudName
  readonly size: string
  readonly image: string
  readonly journal: string
  readonly access: CloudAccess
  /** The event after whose record it tells `reached` and does no more; left out, it goes on. */
  readonly point?: string | undefined
}

const never = new Promise<never>(() => {})
const result = { exitCode: 0, stdout: '', stderr: '', durationMs: 0 }
const shell: Shell = {
  run: async () => result,
  upload: async () => {},
  download: async () => new Uint8Array(),
  close: async () => {},
}
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'
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

process.on('message', async (orders: Orders) => {
  const { size, image } = orders
  const driver = await connect(orders.cloud, orders.access)
  const kept = fileJournal(orders.journal)
  const journal = {
    ...kept,
    append: async (...record: Parameters<typeof kept.append>) => {
      await kept.append(...record)
      const [{ event }] = record
      if (event !== orders.point) return
      process.send?.('reached')
      await never
    },
  }
  const deploy = () =>
    deployNode(driver, {
      ...{ name: `victim-${randomUUID()}`, size, image, shell: instant, journal },
      steps: [slow, slow],
    })
  process.send?.('ready')
  // Two of them: where one is over another is on its way.
  const on = async () => {
    for (let count = 0; count < 20; count++) await deploy()
  }
  void on()
  void on()
})
