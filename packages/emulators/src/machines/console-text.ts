import { createHash } from 'node:crypto'
import type { OperatingSystem } from './machine.ts'

/** `SHA256:…` as ssh-keygen prints it, without padding. */
export const fingerprint = (publicKey: string): string =>
  `SHA256:${createHash('sha256')
    .update(Buffer.from(publicKey.split(' ')[1] ?? '', 'base64'))
    .digest('base64')
    .replace(/=+$/, '')}`

const keyType = (publicKey: string): string =>
  (publicKey.split(' ')[0] ?? '').replace(/^ssh-|-sha2.*$/g, '').toUpperCase()
const keyBits = (publicKey: string): number => {
  const type = keyType(publicKey)
  if (type === 'RSA')
    return Math.floor((Buffer.from(publicKey.split(' ')[1] ?? '', 'base64').length - 22) / 128) * 1024
  return Number(/nistp(\d+)/.exec(publicKey)?.[1] ?? 256)
}

export const kernelLines = (os: OperatingSystem): string =>
  [
    '[    0.000000] Linux version 6.1.0 (emulated) #1 SMP PREEMPT_DYNAMIC',
    '[    0.000000] Command line: root=/dev/xvda1 ro console=ttyS0',
    '[    0.351204] EXT4-fs (xvda1): mounted filesystem with ordered data mode',
    `[    0.702311] systemd[1]: Detected virtualization emulator.`,
    '',
    `Welcome to ${os.prettyName}!`,
    '',
    '',
  ].join('\n')

/** cloud-init's own words: scripts in the field look for this block to learn the host keys of a new machine. */
export function hostKeyLines(hostname: string, publicKeys: readonly string[]): string {
  const prints = publicKeys.map(
    (key) => `<14>cloud-init: ${keyBits(key)} ${fingerprint(key)} root@${hostname} (${keyType(key)})`,
  )
  return [
    '<14>cloud-init: #############################################################',
    '<14>cloud-init: -----BEGIN SSH HOST KEY FINGERPRINTS-----',
    ...prints,
    '<14>cloud-init: -----END SSH HOST KEY FINGERPRINTS-----',
    '<14>cloud-init: #############################################################',
    '-----BEGIN SSH HOST KEY KEYS-----',
    ...publicKeys.map((key) => `${key} root@${hostname}`),
    '-----END SSH HOST KEY KEYS-----',
    '',
  ].join('\n')
}

export const finishedLine = (upMs: number): string =>
  `Cloud-init v. 24.4 finished at ${new Date().toUTCString()}. Datasource DataSourceEc2Local.  Up ${(upMs / 1000).toFixed(2)} seconds\n`

export const loginPrompt = (os: OperatingSystem, hostname: string): string =>
  `\n${os.prettyName}\nKernel 6.1.0 on an x86_64\n\n${hostname} login: \n`
