import type { WebPage } from '../worker-protocol.ts'
import { systemText } from './accounts.ts'
import type { Computer } from './computer.ts'
import { makeFolder, remove, writeFile } from './files.ts'
import { findPackage } from './packages.ts'
import { kernel } from './process.ts'
import { findNode } from './tree.ts'

const active = '/run/active-units'
const enabled = '/etc/systemd/system/multi-user.target.wants'
const always = [
  'sshd',
  'ssh',
  'cron',
  'crond',
  'chronyd',
  'rsyslog',
  'systemd-journald',
  'cloud-init',
  'dbus',
]

export const unitName = (name: string): string => name.replace(/\.service$/, '')

/** A unit exists when a unit file does, when its package is installed, or when it is the system's own. */
export const unitExists = (computer: Computer, unit: string): boolean =>
  always.includes(unit) ||
  findPackage(computer, unit) !== undefined ||
  ['/etc/systemd/system', '/usr/lib/systemd/system'].some(
    (folder) => findNode(computer.tree, `${folder}/${unit}.service`) !== undefined,
  )

const marked = (computer: Computer, folder: string, unit: string): boolean =>
  findNode(computer.tree, `${folder}/${unit}.service`) !== undefined

function mark(computer: Computer, folder: string, unit: string, on: boolean): void {
  const path = `${folder}/${unit}.service`
  makeFolder(computer.tree, kernel, folder, { recursive: true })
  if (on) writeFile(computer.tree, kernel, path, new Uint8Array(0))
  else if (findNode(computer.tree, path) !== undefined) remove(computer.tree, kernel, path)
}

export const isActive = (computer: Computer, unit: string): boolean =>
  always.includes(unit) || marked(computer, active, unit)
export const isEnabled = (computer: Computer, unit: string): boolean =>
  always.includes(unit) || marked(computer, enabled, unit)
export const setActive = (computer: Computer, unit: string, on: boolean): void =>
  mark(computer, active, unit, on)
export const setEnabled = (computer: Computer, unit: string, on: boolean): void =>
  mark(computer, enabled, unit, on)

/** What a boot does with services: those that are enabled run, no other does. */
export function startEnabled(computer: Computer): void {
  if (findNode(computer.tree, active) !== undefined)
    remove(computer.tree, kernel, active, { recursive: true })
  const folder = findNode(computer.tree, enabled)
  if (folder?.kind !== 'folder') return
  for (const name of folder.entries.keys()) setActive(computer, unitName(name), true)
}

/** They serve as soon as they are active. */
export const webServers: readonly string[] = ['nginx', 'httpd', 'apache2', 'caddy', 'lighttpd']
const roots = ['/usr/share/nginx/html', '/var/www/html']

/** What answers on a local port: the page of a running web server, which is 80's; undefined where nothing listens. */
export function localPage(computer: Computer, port: number, path: string): WebPage | undefined {
  const server = webServers.find((name) => isActive(computer, name))
  if (server === undefined || port !== 80) return undefined
  const name = path === '/' ? '/index.html' : path
  const root = roots.find((folder) => findNode(computer.tree, `${folder}${name}`)?.kind === 'file')
  if (root !== undefined) return { status: 200, body: systemText(computer.tree, `${root}${name}`) }
  return path === '/'
    ? { status: 200, body: `<!DOCTYPE html>\n<title>Welcome to ${server}!</title>\n` }
    : { status: 404, body: `<!DOCTYPE html>\n<title>404 Not Found</title>\n` }
}
