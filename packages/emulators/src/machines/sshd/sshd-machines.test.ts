import { existsSync, readFileSync } from 'node:fs'
import type { ClientChannel } from 'ssh2'
import { afterAll, describe, expect, it } from 'vitest'
import { readUntil } from '../../testing/read-until.ts'
import { ed25519KeyPair } from '../ed25519-key.ts'
import type { MachineRoom } from '../machine.ts'
import { done, logIn, machineOptions, offeredHostKey, openSftp, run } from '../testing/client.ts'
import { sshdUnavailable } from './availability.ts'
import { sshdMachines } from './sshd-machines.ts'

const reason = sshdUnavailable()
/** Each test boots machines and logs in several times: seconds, and many of them where others keep the processors busy. */
const timeout = 180_000

describe.skipIf(reason !== undefined)(
  `a machine of kind sshd${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  { timeout },
  () => {
    let room: MachineRoom | undefined
    const booted = async (options: Parameters<typeof machineOptions>[0] = {}) => {
      room ??= sshdMachines()
      const machine = room.make(machineOptions(options))
      await machine.boot()
      return machine
    }
    afterAll(() => room?.close(), timeout)

    it('is a computer of its own with its own host key, name and processes', async () => {
      const machine = await booted()
      expect(machine.hostKeys()).toEqual([await offeredHostKey(machine)])
      const client = await logIn(machine)
      expect(machine.console()).toContain(
        `-----BEGIN SSH HOST KEY KEYS-----\n${machine.hostKeys()[0]} root@ip-192-0-2-10\n`,
      )
      expect((await run(client, 'whoami; hostname; cat /proc/1/comm; exit 3')).out).toBe(
        'ec2-user\nip-192-0-2-10\nsshd\n',
      )
      expect((await run(client, 'kill -9 $$')).signal).toBe('SIGKILL')
      await expect(logIn(machine, { privateKey: ed25519KeyPair().privateKey })).rejects.toThrow(
        'authentication methods failed',
      )
      await machine.destroy()
    })

    it('gives output as it is written, and renames over files by SFTP', async () => {
      const machine = await booted()
      const client = await logIn(machine)
      const channel = await done<ClientChannel>((cb) =>
        client.exec('echo one; read word; echo "$word two"', cb),
      )
      expect(await readUntil(channel, '\n')).toBe('one\n')
      channel.write('and\n')
      expect(await readUntil(channel, '\n')).toBe('and two\n')
      const sftp = await openSftp(client)
      await done((cb) => sftp.writeFile('a', 'A', cb))
      await done((cb) => sftp.writeFile('b', 'B', cb))
      await done((cb) => sftp.ext_openssh_rename('a', 'b', cb))
      expect((await done<Buffer>((cb) => sftp.readFile('b', cb))).toString()).toBe('A')
      await machine.destroy()
    })

    it('runs a deployment as root with sudo and a package manager that records', async () => {
      const machine = await booted()
      const client = await logIn(machine)
      const installed = await run(client, 'sudo -n -- yum -y install emacs strace tcpdump')
      expect(installed).toMatchObject({ code: 0 })
      expect(
        (await run(client, "rpm -q emacs; command -v tcpdump; sudo -n -- sh -c 'id -u; exit 4' x 'y z'")).out,
      ).toMatch(/^emacs-1\.0-1\.x86_64\n\/usr\/(s?bin)\/tcpdump\n0\n$/)
      expect((await run(client, 'yum -y install vim')).err).toContain('superuser privileges')
      expect((await run(client, 'sudo -n sh -c "exit 4"')).code).toBe(4)
      await machine.destroy()
    })

    it('honours user data, keeps its disk over a restart, and leaves nothing of it on this computer', async () => {
      const key = ed25519KeyPair()
      const indented = key.privateKey.trimEnd().replaceAll('\n', '\n    ')
      const machine = await booted({
        userData: Buffer.from(`#cloud-config
hostname: web-1
users: [default, {name: deploy, ssh_authorized_keys: ['${key.publicKey}']}]
write_files: [{path: /opt/note, content: "it's noted\\n", permissions: '0600', owner: 'deploy:deploy'}]
runcmd: [[sh, -c, 'echo "ran as $(id -un)" >> /opt/runs'], echo to the console]
ssh_keys:
  ed25519_private: |
    ${indented}
`),
      })
      expect(machine.hostKeys()).toEqual([key.publicKey])
      expect(machine.console()).toContain('to the console\n')
      const client = await logIn(machine, { username: 'deploy', privateKey: key.privateKey })
      expect(
        (await run(client, 'hostname; cat /opt/note /opt/runs; stat -c %a:%U /opt/note; sudo -n id')).out,
      ).toBe("web-1\nit's noted\nran as root\n600:deploy\n")
      const closed = new Promise<void>((resolve) => client.on('close', () => resolve()))
      const other = await logIn(machine)
      await run(other, 'sudo reboot')
      await closed
      await machine.boot()
      expect((await run(await logIn(machine), 'cat /opt/runs')).out).toBe('ran as root\n')
      await machine.shutDown()
      await expect(machine.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
      await machine.destroy()
      await machine.destroy()
      expect(existsSync('/opt/note')).toBe(false)
      expect(readFileSync('/proc/self/mounts', 'utf8')).not.toContain('/machine-')
    })
  },
)
