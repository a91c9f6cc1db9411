import { createHash, randomBytes } from 'node:crypto'
import { hostname } from 'node:os'

/** Which computer this is, in a few letters. */
const host: string = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)
/** Which process: another one may get its number again. */
const start: string = randomBytes(4).toString('hex')

/** Long enough for any write of another computer's. */
const foreignMs = 24 * 3_600_000

/** A name that nothing has, which tells whose it is. */
export function ownName(): string {
  return `${owner()}-${randomBytes(8).toString('hex')}`
}

/** Which process of which computer. */
export function owner(): string {
  return `${host}-${process.pid}-${start}`
}

/** Whether who made what bears this name, `ageMs` ago, is there no more, so that nobody will end it. */
export function isLeftBehind(name: string, ageMs: number): boolean {
  const [, theirs, pid, begun] = /^([\da-f]{8})-(\d+)-([\da-f]{8})/.exec(name) ?? []
  if (theirs === undefined) return false
  if (theirs !== host) return ageMs > foreignMs
  return Number(pid) === process.pid ? begun !== start : !isRunning(Number(pid))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is somebody else's, and is there.
    return Reflect.get(Object(error), 'code') === 'EPERM'
  }
}
