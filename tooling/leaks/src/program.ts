// The process in which the library is put to work: its standard error, its command lines and the files that it leaves are looked at
// from outside. It reads what to do from its standard input, and writes what it found to a file.
import crypto from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { CanaryName, Inputs } from './canaries.ts'
import type { Hit } from './matrix.ts'

export interface Task {
  readonly inputs: Inputs
  readonly careless: boolean
  /** Where the result goes. */
  readonly output: string
}

export interface Found {
  readonly hits: readonly Hit[]
  /** In what undici tells of requests. */
  readonly undici: readonly string[]
  readonly canaries: readonly { readonly name: CanaryName; readonly forms: readonly string[] }[]
  readonly codes: readonly string[]
  readonly things: number
  /** How much was heard, in characters, by where. */
  readonly heard: Readonly<Record<string, number>>
  readonly report: object
}

const task: Task = JSON.parse(readFileSync(0, 'utf8'))
const made: [name: CanaryName, seed: Buffer][] = []
hearKeys()
const { work } = await import('./work.ts')
const { found, error } = await work(task, made)
writeFileSync(task.output, JSON.stringify(found))
// As in a program that catches nothing.
throw error

/** The keys that the library makes for itself leave it nowhere: they are learned where they are made. */
function hearKeys(): void {
  const generate = crypto.generateKeyPairSync
  const heard = (...args: Parameters<typeof generate>) => {
    const pair = generate(...args)
    const stack = new Error('').stack ?? ''
    const name = /host-key.injected/.test(stack) ? 'injected host key' : 'own login key'
    if (/ssh.src.openssh-key/.test(stack) && /ephemeralKey|ssh.ts|injected/.test(stack)) {
      const { d = '' } = (pair.privateKey as unknown as crypto.KeyObject).export({ format: 'jwk' })
      made.push([name, Buffer.from(d, 'base64url')])
    }
    return pair
  }
  crypto.generateKeyPairSync = heard as unknown as typeof generate
  syncBuiltinESMExports()
}
