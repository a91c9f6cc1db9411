import { findAccount, findGroup, groupsOf } from '../accounts.ts'
import { type Call, failed, type Program, printed, readOptions } from './program.ts'

/** Who is asked about: a named user, or the process itself. */
function subject(call: Call, name: string | undefined) {
  const { tree } = call.computer
  if (name === undefined) return { uid: call.process.uid, gid: call.process.gid, groups: call.process.groups }
  const account = findAccount(tree, name)
  return account === undefined
    ? undefined
    : { uid: account.uid, gid: account.gid, groups: groupsOf(tree, account).map((group) => group.gid) }
}

const id: Program = (call) => {
  const { flags, operands } = readOptions(call.args)
  const who = subject(call, operands[0])
  if (who === undefined) return failed(`id: '${operands[0]}': no such user`)
  const user = (uid: number) => findAccount(call.computer.tree, uid)?.name ?? String(uid)
  const group = (gid: number) => findGroup(call.computer.tree, gid)?.name ?? String(gid)
  const named = flags.has('n')
  if (flags.has('u')) return printed(`${named ? user(who.uid) : who.uid}\n`)
  if (flags.has('g')) return printed(`${named ? group(who.gid) : who.gid}\n`)
  if (flags.has('G')) return printed(`${who.groups.map((gid) => (named ? group(gid) : gid)).join(' ')}\n`)
  const all = who.groups.map((gid) => `${gid}(${group(gid)})`).join(',')
  return printed(`uid=${who.uid}(${user(who.uid)}) gid=${who.gid}(${group(who.gid)}) groups=${all}\n`)
}

const groups: Program = (call) => {
  const name = call.args[0]
  const who = subject(call, name)
  if (who === undefined) return failed(`groups: '${name}': no such user`)
  const names = who.groups.map((gid) => findGroup(call.computer.tree, gid)?.name ?? String(gid)).join(' ')
  return printed(`${name === undefined ? '' : `${name} : `}${names}\n`)
}

const whoami: Program = (call) => printed(`${call.process.user}\n`)

/** `getent passwd|group|hosts [key]`. */
const getent: Program = (call) => {
  const [database, ...keys] = call.args
  const path = { passwd: '/etc/passwd', group: '/etc/group', hosts: '/etc/hosts' }[database ?? '']
  if (path === undefined) return failed(`Unknown database: ${database ?? ''}`)
  const node = call.computer.files.readFile(path)
  return node.then((text) => {
    const lines = text.split('\n').filter(Boolean)
    const matches = (line: string, key: string) =>
      database === 'hosts'
        ? line.split(/\s+/).includes(key)
        : [line.split(':')[0], line.split(':')[2]].includes(key)
    const found = keys.length === 0 ? lines : lines.filter((line) => keys.some((key) => matches(line, key)))
    return printed(found.map((line) => `${line}\n`).join(''), found.length === 0 ? 2 : 0)
  })
}

export const identity: Readonly<Record<string, Program>> = { id, groups, whoami, logname: whoami, getent }
