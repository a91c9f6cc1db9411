import type { Contestant, Row } from '../row.ts'

const floor = 'ssh2 on a socket with TCP_NODELAY'
const library = 'ssh2 as it is'
const command = 'ssh, the command'

const contestants = (count: number, width: number): readonly Contestant[] => {
  const program = (name: string) => ['programs/ssh.ts', name, String(count), String(width)] as const
  return [
    { name: '@cloud/ssh', role: 'ours', program: program('ours') },
    { name: floor, role: 'floor', program: program('floor') },
    { name: library, role: 'peer', program: program('ssh2') },
    { name: 'paramiko', role: 'peer', program: ['peers/ssh.py', String(count), String(width)] },
    // Its processes are not counted as CPU.
    { name: command, role: 'peer', program: program('command') },
  ]
}

/** Of OpenSSH's own server, Debian's `openssh-server`; its keys and the user's are ed25519. */
export const rows: readonly Row[] = [
  {
    id: '16',
    title: 'connect over SSH, run a command and hang up, 40 times, one at a time',
    unit: 'connection',
    server: ['servers/sshd.ts'],
    contestants: contestants(40, 1),
    goals: [
      { metric: 'wall', against: floor, most: 1.1 },
      { metric: 'wall', against: library, most: 1 / 2.8 },
      { metric: 'wall', against: 'paramiko', most: 0.65 },
      { metric: 'wall', against: command, most: 1 / 4 },
      { metric: 'cpu', against: floor, most: 1.25 },
    ],
  },
  {
    id: '17',
    title: 'the same 100 times, 50 at a time',
    unit: 'connection',
    server: ['servers/sshd.ts'],
    contestants: contestants(100, 50),
    goals: [
      { metric: 'wall', against: floor, most: 1 / 0.95 },
      { metric: 'wall', against: 'paramiko', most: 1 },
      { metric: 'wall', against: command, most: 1 / 4 },
    ],
  },
]
