import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import ssh2 from 'ssh2'
import type { OperatingSystem } from '../machine.ts'
import { initScript, type Plan } from './boot-script.ts'
import { type Disk, makeDisk } from './disk.ts'
import { recordingTools } from './recording-tools.ts'

/** The public half of a private key as an OpenSSH line without a comment; undefined for what is no key. */
export function publicHalf(privateKey: string): string | undefined {
  const key = ssh2.utils.parseKey(privateKey)
  return key instanceof Error ? undefined : `${key.type} ${key.getPublicSSH().toString('base64')}`
}

/** A disk as the image leaves it: with the machine's own host keys and name, what it does at boot, and its tools. */
export async function prepareDisk(os: OperatingSystem, plan: Plan, address: string): Promise<Disk> {
  const disk = await makeDisk()
  const write = (path: string, text: string, mode: number) => writeFile(disk.outside(path), text, { mode })
  await mkdir(disk.outside('/.machine'), { mode: 0o700 })
  await placeHostKeys(disk, plan)
  const keyTypes = plan.hostKeys.map((key) => key.type)
  await write('/etc/hostname', `${plan.hostname}\n`, 0o644)
  await write('/.machine/first-boot', plan.firstBoot, 0o700)
  await write('/.machine/init', initScript(plan.hostname, address, keyTypes), 0o700)
  const hasSudo = existsSync('/usr/bin/sudo')
  for (const tool of recordingTools(os, hasSudo)) await write(tool.path, tool.source, 0o755)
  if (!hasSudo) await write('/etc/pam.d/su', suRule, 0o644)
  return disk
}

/** This computer's own keys, which shine through, are hidden first. */
async function placeHostKeys(disk: Disk, plan: Plan): Promise<void> {
  await mkdir(disk.outside('/etc/ssh'), { recursive: true })
  for (const type of ['rsa', 'ecdsa', 'ed25519']) {
    for (const end of ['', '.pub'])
      await rm(disk.outside(`/etc/ssh/ssh_host_${type}_key${end}`), { force: true })
  }
  for (const { type, privateKey } of plan.hostKeys) {
    const path = disk.outside(`/etc/ssh/ssh_host_${type}_key`)
    await writeFile(path, privateKey, { mode: 0o600 })
    await writeFile(`${path}.pub`, `${publicHalf(privateKey)} root@${plan.hostname}\n`, { mode: 0o644 })
  }
}

/** On the machine's disk only: root and the group sudo become anyone without a password, others not. */
const suRule = `auth sufficient pam_rootok.so
auth sufficient pam_wheel.so trust group=sudo
auth required pam_deny.so
account required pam_permit.so
session required pam_permit.so
`
