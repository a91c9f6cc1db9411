/** Deploys over SSH until it is killed: at the record that its orders name it says so and does no more. */
import { deployNode } from '@cloud/core'
import { fileJournal, type JournalRecord } from '@cloud/core/deploy'
import { compute } from '@cloud/ec2'
import { gatewaySocket, type LocalCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'
import { deploymentOf, isPoint, type Point } from './resumable.ts'

export interface Orders {
  readonly ec2: LocalCloud['ec2']
  readonly gateway: LocalCloud['gateway']
  readonly journal: string
  readonly privateKey: string
  readonly point: Point
}

const never = new Promise<never>(() => {})

process.on('message', async ({ ec2, gateway, journal: path, privateKey, point }: Orders) => {
  const kept = fileJournal(path)
  const reached = async (when: Point['when'], record: JournalRecord) => {
    if (when !== point.when || !isPoint(record, point)) return
    process.send?.('reached')
    await never
  }
  const journal = {
    ...kept,
    append: async (record: JournalRecord) => {
      await reached('before', record)
      await kept.append(record)
      await reached('after', record)
    },
  }
  const socket = gatewaySocket(gateway)
  await deployNode(compute(ec2), {
    ...deploymentOf(ssh({ user: 'admin', privateKey, socket })),
    journal,
  })
})
