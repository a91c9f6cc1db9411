import type { Guest } from '../machine.ts'
import { findAccount, systemText } from './accounts.ts'
import type { Computer } from './computer.ts'
import { changeMode, changeOwner, makeFolder, writeFile } from './files.ts'
import { loginEnvironment } from './login-environment.ts'
import { addUser, joinGroup } from './new-user.ts'
import { kernel } from './process.ts'
import { runShell } from './shell.ts'

const sudoers = 'google-sudoers'
const register = '/var/lib/google/google_users'
const mark = '# Added by Google'

/** What Google's guest agent does: accounts that may become root with the keys that metadata names, and the startup script. */
export async function applyGuest(
  computer: Computer,
  { accounts, startupScript }: Guest,
  when: 'boot' | 'change',
): Promise<string> {
  const { tree } = computer
  makeFolder(tree, kernel, '/var/lib/google', { recursive: true })
  makeFolder(tree, kernel, '/etc/sudoers.d', { recursive: true })
  writeFile(
    tree,
    kernel,
    '/etc/sudoers.d/google_sudoers',
    Buffer.from(`%${sudoers} ALL=(ALL:ALL) NOPASSWD:ALL\n`),
    0o440,
  )
  // The images let root in by no key.
  const named = accounts.filter(({ name }) => name !== 'root')
  for (const { name, keys } of named) {
    if (findAccount(tree, name) === undefined) addUser(tree, { name })
    joinGroup(tree, name, sudoers)
    placeKeys(computer, name, keys)
  }
  const before = systemText(tree, register).split('\n').filter(Boolean)
  for (const name of before) if (!named.some((one) => one.name === name)) placeKeys(computer, name, [])
  writeFile(tree, kernel, register, Buffer.from(named.map(({ name }) => `${name}\n`).join('')))
  return when === 'boot' && startupScript !== undefined ? await runStartupScript(computer, startupScript) : ''
}

/** Keys that the agent added before go, those that somebody else put there stay. */
function placeKeys({ tree }: Computer, name: string, keys: readonly string[]): void {
  const account = findAccount(tree, name)
  if (account === undefined) return
  const folder = `${account.home}/.ssh`
  const path = `${folder}/authorized_keys`
  const lines = systemText(tree, path).split('\n').filter(Boolean)
  const others = lines.filter((line, index) => line !== mark && lines[index - 1] !== mark)
  const text = [...others, ...keys.flatMap((key) => [mark, key])].map((line) => `${line}\n`).join('')
  const actor = { ...kernel, umask: 0 }
  makeFolder(tree, actor, folder, { recursive: true, mode: 0o700 })
  writeFile(tree, actor, path, Buffer.from(text), 0o600)
  for (const owned of [folder, path]) changeOwner(tree, kernel, owned, { uid: account.uid, gid: account.gid })
}

async function runStartupScript(computer: Computer, text: string): Promise<string> {
  const folder = '/tmp/metadata-scripts'
  const path = `${folder}/startup-script`
  makeFolder(computer.tree, kernel, folder, { recursive: true, mode: 0o700 })
  // A text that names no command is run by the shell.
  writeFile(computer.tree, kernel, path, Buffer.from(text.startsWith('#!') ? text : `#!/bin/bash\n${text}`))
  changeMode(computer.tree, kernel, path, 0o700)
  const root = findAccount(computer.tree, 'root')
  if (root === undefined) return ''
  const env = loginEnvironment(computer, root)
  const { stdout, stderr, exitCode } = await runShell(computer, {
    script: '"$0"',
    name: path,
    env,
    cwd: '/',
    as: root,
  })
  const said = `${Buffer.from(stdout).toString()}${Buffer.from(stderr).toString()}`
    .split('\n')
    .filter(Boolean)
  const told = [
    'Found startup-script in metadata.',
    ...said.map((line) => `startup-script: ${line}`),
    exitCode === 0
      ? 'startup-script exit status 0'
      : `Script "startup-script" failed with error: exit status ${exitCode}`,
    'Finished running startup scripts.',
  ]
  return told.map((line) => `google_metadata_script_runner: ${line}\n`).join('')
}
