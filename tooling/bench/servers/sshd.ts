/** OpenSSH's server on a free loopback port, with keys of its own. Prints how to reach it, and ends when its input does. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'bench-'))
for (const name of ['host', 'user'])
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, name)])
// The folder that sshd gives up its rights in; Debian's service makes it.
if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })

const port = await new Promise<number>((resolve, reject) => {
  const server = createServer()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() =>
      typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
    )
  })
})
const settings = {
  ListenAddress: '127.0.0.1',
  HostKey: join(folder, 'host'),
  AuthorizedKeysFile: join(folder, 'user.pub'),
  StrictModes: 'no',
  PidFile: 'none',
  // What the user's shell reads at its start, such as `.bashrc`, is not found there, so that it is no part of what is measured.
  SetEnv: `HOME=${folder}`,
  UsePAM: 'no',
  // Who comes while as many are not logged in is turned away by chance otherwise.
  MaxStartups: '1000',
}
const set = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`])
// By its whole path: it starts itself anew for each connection.
const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', '/dev/null', '-p', String(port), ...set], {
  stdio: ['ignore', 'ignore', 'pipe'],
})
let log = ''
sshd.stderr.on('data', (bytes: Buffer) => {
  log += bytes
  if (!log.includes('Server listening')) return
  log = ''
  sshd.stderr.removeAllListeners('data').resume()
  const hostKey = readFileSync(join(folder, 'host.pub'), 'utf8').trim()
  const [userKey, knownHosts] = [join(folder, 'user'), join(folder, 'known_hosts')]
  writeFileSync(knownHosts, `[127.0.0.1]:${port} ${hostKey}\n`)
  console.log(JSON.stringify({ port, user: userInfo().username, userKey, hostKey, knownHosts }))
})
sshd.once('exit', (code) => {
  rmSync(folder, { recursive: true, force: true })
  if (code !== null && code !== 0) throw new Error(`sshd ended with ${code}: ${log}`)
})
process.stdin.resume().once('end', () => sshd.kill())
process.once('SIGTERM', () => sshd.kill())
