import type { ComputerCalls, ComputerSetUp, Surroundings } from '../worker-protocol.ts'
import { authorize } from './authorized-keys.ts'
import { type LoginCalls, loginCalls } from './calls.ts'
import { firstBoot } from './cloud-init/first-boot.ts'
import { type Computer, makeComputer } from './computer.ts'
import { writeFile } from './files.ts'
import { applyGuest } from './guest.ts'
import { hostKeysOn } from './host-keys.ts'
import { kernel } from './process.ts'
import { localPage, startEnabled } from './services.ts'

/** A computer with the operations that the other thread calls. */
export interface Booted {
  readonly computer: Computer
  readonly calls: LoginCalls & Pick<ComputerCalls, 'firstBoot' | 'boot' | 'applyGuest' | 'powerOff' | 'page'>
}

type Power = 'reboot' | 'poweroff'

/** Puts a computer together. One without user data never runs cloud-init: its keys are placed as it is made. */
export function bootedComputer(setUp: ComputerSetUp, around: Surroundings): Booted {
  let duringBoot: { wanted?: Power } | undefined
  const computer = makeComputer(setUp, {
    ...around,
    power: (action) => {
      // What a boot script asks for happens when cloud-init is through, as a restart in its midst would run it again.
      if (duringBoot === undefined) around.power(action)
      else duringBoot.wanted = action
    },
  })
  if (setUp.userData === undefined || setUp.userData.length === 0) {
    authorize(computer, setUp.os.user, setUp.authorizedKeys)
    const path = '/etc/ssh/ssh_host_ed25519_key'
    writeFile(computer.tree, kernel, path, Buffer.from(setUp.hostKey.privateKey), 0o600)
    writeFile(
      computer.tree,
      kernel,
      `${path}.pub`,
      Buffer.from(`${setUp.hostKey.publicKey} root@${setUp.hostname}\n`),
      0o644,
    )
  }
  const calls: Booted['calls'] = {
    ...loginCalls(computer),
    firstBoot: async () => {
      duringBoot = {}
      const first = await firstBoot(computer, setUp)
      const { wanted } = duringBoot
      duringBoot = undefined
      return { ...first, ...(wanted === undefined ? {} : { requestedPower: wanted }) }
    },
    boot: async () => {
      computer.power = new AbortController()
      computer.bootedAt = Date.now()
      startEnabled(computer)
      around.hostKeys(hostKeysOn(computer))
    },
    applyGuest: (guest, when) => applyGuest(computer, guest, when),
    powerOff: async () => computer.power.abort(),
    page: async (port, path) => localPage(computer, port, path),
  }
  return { computer, calls }
}
