import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reveal } from '@cloud/core'
import { fileJournal, reconcile, resumeDeployment } from '@cloud/core/deploy'
import { compute } from '@cloud/ec2'
import { type LocalCloud, sshdUnavailable, startCloud } from '@cloud/emulators'
import { generateKeyPair, ssh } from '@cloud/ssh'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deploymentOf, type Point } from './resumable.ts'
import type { Orders } from './resume-victim.ts'

const program = fileURLToPath(new URL('resume-victim.ts', import.meta.url))

async function killedAt(orders: Orders): Promise<void> {
  const victim = fork(program, {
    execArgv: ['--conditions=@cloud/source'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = once(victim, 'exit')
  victim.send(orders)
  const [reached] = await Promise.race([once(victim, 'message'), exited])
  victim.kill('SIGKILL')
  await exited
  if (reached !== 'reached') throw new Error(`The process ended by itself with ${reached}`)
}

const points: readonly (Point & { readonly moment: string })[] = [
  { moment: 'when the node was made', when: 'after', event: 'created' },
  { moment: 'before the second host key is on the machine', when: 'after', event: 'host-key', which: 'next' },
  {
    moment: 'when the second host key is there and was not written down',
    when: 'before',
    event: 'host-key',
    which: 'proved',
  },
  { moment: 'between the host key and the script', when: 'after', event: 'host-key', which: 'proved' },
  { moment: 'before the first script', when: 'after', event: 'step', which: 'started' },
  {
    moment: 'when the first script ran and that was not written down',
    when: 'before',
    event: 'step',
    which: 'done',
  },
  { moment: 'between the scripts', when: 'after', event: 'step', which: 'done' },
]

const unavailable = sshdUnavailable()

/** The points at which the machine is in between. */
const between = points.filter(
  ({ event, when }) => event === 'host-key' || (event === 'step' && when === 'before'),
)

describe.each([
  { machine: 'shell', missing: undefined, tried: points },
  { machine: 'sshd', missing: unavailable, tried: between },
] as const)(
  'a deployment whose process is killed, on a machine that is $machine',
  ({ machine, missing, tried }) => {
    const why = missing ? ` (not run: ${missing})` : ''
    let local: LocalCloud
    let folder: string
    beforeAll(async () => {
      if (missing) return
      folder = await mkdtemp(join(tmpdir(), 'cloud-resume-'))
      local = await startCloud({ machine, times: { pendingMs: 20 } })
    })
    afterAll(async () => {
      if (missing) return
      await local.close()
      await rm(folder, { recursive: true })
    })

    it.skipIf(missing).for(tried)(
      `$moment, goes on in another one${why}`,
      { timeout: 60_000 },
      async (point) => {
        const path = join(folder, `${point.when}-${point.event}-${point.which}`)
        const privateKey = reveal(generateKeyPair().privateKey)
        const { ec2, gateway } = local
        await killedAt({ ec2, gateway, journal: path, privateKey, point })

        const driver = compute(ec2)
        const journal = fileJournal(path)
        const [left] = await reconcile(driver, { journal, settleMs: 0 })
        const shell = ssh({ user: 'admin', privateKey, ...local.ssh })
        const options = { ...deploymentOf(shell), journal }
        const { node, hostKey } = await resumeDeployment(driver, left?.deployment ?? '', options)

        expect(hostKey?.mode).toBe('injected')
        const records = await journal.read()
        const given = records.flatMap((each) => (each.event === 'intent' ? [each.hostKey?.publicKey] : []))
        expect(given).toEqual([expect.stringMatching(/^ssh-ed25519 /)])
        expect(given).not.toContain(hostKey?.publicKey)
        const pinned = ssh({
          user: 'admin',
          privateKey,
          hostKey: { pinned: hostKey?.publicKey ?? '' },
          ...local.ssh,
        })
        const again = await pinned.connect({ node })
        expect((await again.run(['cat', 'ran'])).stdout).toBe('one\ntwo\n')
        await again.close()
        expect(await reconcile(driver, { journal, settleMs: 0 })).toEqual([])
        await driver.destroyNode(node)
      },
    )
  },
)
