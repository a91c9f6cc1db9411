import type { ExecResult } from 'just-bash'
import { writeFile } from '../files.ts'
import { hostKeysOn } from '../host-keys.ts'
import { isActive, isEnabled, localPage, setActive, setEnabled, unitExists, unitName } from '../services.ts'
import { reason, resolvePath } from '../tree.ts'
import { type Call, failed, type Program, printed, readOptions, silent } from './program.ts'

const changes: Readonly<Record<string, (call: Call, unit: string) => void>> = {
  start: ({ computer }, unit) => setActive(computer, unit, true),
  restart: startAnew,
  reload: startAnew,
  stop: ({ computer }, unit) => setActive(computer, unit, false),
  enable: (call, unit) => {
    setEnabled(call.computer, unit, true)
    if (call.args.includes('--now')) setActive(call.computer, unit, true)
  },
  disable: (call, unit) => {
    setEnabled(call.computer, unit, false)
    if (call.args.includes('--now')) setActive(call.computer, unit, false)
  },
}

/** Of all that runs, sshd alone has something to read anew. */
function startAnew({ computer }: Call, unit: string): void {
  setActive(computer, unit, true)
  if (unit === 'ssh' || unit === 'sshd') computer.around.hostKeys(hostKeysOn(computer))
}

/** Units are names that are active and enabled or not; what they would run is not run. A web server answers curl on port 80. */
const systemctl: Program = (call) => {
  const [verb = 'list-units', ...names] = call.args.filter((word) => !word.startsWith('-'))
  const units = names.map(unitName)
  const change = changes[verb]
  if (change !== undefined) return apply(call, verb, units, change)
  switch (verb) {
    case 'daemon-reload':
    case 'list-units':
    case 'reset-failed':
      return silent
    case 'is-active':
    case 'is-enabled': {
      const test = verb === 'is-active' ? isActive : isEnabled
      const [yes, no] = verb === 'is-active' ? ['active', 'inactive'] : ['enabled', 'disabled']
      const states = units.map((unit) => (test(call.computer, unit) ? yes : no))
      const quiet = call.args.includes('--quiet') || call.args.includes('-q')
      return printed(
        quiet ? '' : states.map((state) => `${state}\n`).join(''),
        states.includes(no) ? (verb === 'is-active' ? 3 : 1) : 0,
      )
    }
    case 'status':
      return status(call, units[0] ?? '')
    case 'is-system-running':
      return printed('running\n')
    case 'reboot':
    case 'poweroff':
      if (call.process.uid !== 0)
        return failed(`Failed to ${verb} system: Interactive authentication required.`)
      call.computer.around.power(verb)
      return silent
    default:
      return failed(`Unknown command verb ${verb}.`)
  }
}

function apply(
  call: Call,
  verb: string,
  units: readonly string[],
  change: (call: Call, unit: string) => void,
): ExecResult {
  if (call.process.uid !== 0)
    return failed(`Failed to ${verb} ${units[0]}.service: Interactive authentication required.`)
  const unknown = units.find((unit) => !unitExists(call.computer, unit))
  if (unknown !== undefined)
    return failed(`Failed to ${verb} ${unknown}.service: Unit ${unknown}.service not found.`, 5)
  for (const unit of units) change(call, unit)
  if (verb !== 'enable') return silent
  const lines = units.map(
    (unit) => `Created symlink /etc/systemd/system/multi-user.target.wants/${unit}.service.`,
  )
  return { stdout: '', stderr: `${lines.join('\n')}\n`, exitCode: 0 }
}

function status(call: Call, unit: string): ExecResult {
  if (!unitExists(call.computer, unit)) return failed(`Unit ${unit}.service could not be found.`, 4)
  const on = isActive(call.computer, unit)
  const load = `loaded (/usr/lib/systemd/system/${unit}.service; ${isEnabled(call.computer, unit) ? 'enabled' : 'disabled'})`
  return printed(
    `● ${unit}.service\n     Loaded: ${load}\n     Active: ${on ? 'active (running)' : 'inactive (dead)'}\n`,
    on ? 0 : 3,
  )
}

const service: Program = (call) => {
  const [unit = '', verb = ''] = call.args
  return systemctl({ ...call, args: [verb, unit] })
}

/** Only the machine itself and its metadata address are reachable: anything else fails as without a route. */
const curl: Program = (call) => {
  const { flags, operands } = readOptions(call.args, 'oXHdwmuATeFx')
  const given = operands[0] ?? flags.get('url') ?? ''
  const url = URL.parse(/^\w+:\/\//.test(given) ? given : `http://${given}`)
  if (url === null || given === '') return failed("curl: try 'curl --help' for more information", 2)
  const shown = !flags.has('s') || flags.has('S')
  const complain = (text: string, code: number) =>
    shown ? failed(`curl: (${code}) ${text}`, code) : { ...silent, exitCode: code }
  const local = [
    'localhost',
    '127.0.0.1',
    '[::1]',
    call.computer.hostname,
    ...call.computer.addresses,
  ].includes(url.hostname)
  const metadata = url.hostname === '169.254.169.254'
  if (!local && !metadata) return complain(`Could not resolve host: ${url.hostname}`, 6)
  const port = Number(url.port || 80)
  const page = metadata
    ? metadataPage(call, url.pathname, flags)
    : localPage(call.computer, port, url.pathname)
  if (page === undefined)
    return complain(`Failed to connect to ${url.hostname} port ${port}: Connection refused`, 7)
  if (page.status >= 400 && (flags.has('f') || flags.has('fail')))
    return complain(`The requested URL returned error: ${page.status}`, 22)
  const body = flags.has('I') ? `HTTP/1.1 ${page.status}\r\n\r\n` : page.body
  const written = (flags.get('w') ?? '')
    .replaceAll('%{http_code}', String(page.status))
    .replaceAll('\\n', '\n')
  const target = flags.get('o')
  if (target === undefined) return printed(`${body}${written}`)
  try {
    writeFile(call.computer.tree, call.process, resolvePath(call.cwd, target), Buffer.from(body))
  } catch (error) {
    return complain(`Failed to open the file ${target}: ${reason(error)}`, 23)
  }
  return printed(written)
}

/** Instance metadata, version 2 alone: a token is put first, and shown with each question. */
function metadataPage(call: Call, path: string, flags: ReadonlyMap<string, string>) {
  const token = `token-${call.computer.instanceId}`
  if (path === '/latest/api/token')
    return flags.get('X') === 'PUT' ? { status: 200, body: token } : { status: 405, body: '' }
  const header = call.args.some((word) => word.toLowerCase() === `x-aws-ec2-metadata-token: ${token}`)
  if (!header) return { status: 401, body: '401 - Unauthorized' }
  const known: Record<string, string> = {
    'instance-id': call.computer.instanceId,
    hostname: call.computer.hostname,
    'local-hostname': call.computer.hostname,
    ...(call.computer.addresses[0] === undefined ? {} : { 'public-ipv4': call.computer.addresses[0] }),
    ...call.computer.metadata,
  }
  const name = path.replace(/^\/latest\/meta-data\/?/, '')
  if (name === '') return { status: 200, body: Object.keys(known).sort().join('\n') }
  const value = known[name]
  return value === undefined ? { status: 404, body: '404 - Not Found' } : { status: 200, body: value }
}

export const serviceTools: Readonly<Record<string, Program>> = {
  systemctl,
  service,
  curl,
  journalctl: () => silent,
}
