import { checkWhole, idOf, invalid, told } from '@cloud/core/driver'
import { noSuch } from './lookups.ts'

export const checkPort = (what: string, port: unknown): number => checkWhole(what, port, 1, 65_535)

/** One of the words that are known, or left out. */
export function checkWord(what: string, word: unknown, known: readonly string[]): void {
  if (word !== undefined && !known.some((each) => each === word))
    throw invalid(`${what} is ${told(word)}`, known.join(' or '))
}

export const nameForm: RegExp = /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]{0,30}[a-zA-Z0-9])?$/

/** A name that both versions of the API take. */
export function checkName(name: unknown): string {
  if (typeof name === 'string' && nameForm.test(name)) return name
  throw invalid(
    `The name ${told(name)} is none of a balancer`,
    'at most 32 letters, digits and hyphens, none at an end, not beginning with internal-',
  )
}

/** A node's id goes into requests of two services: one that EC2 cannot have given is `not-found`. */
export function nodeId(ref: unknown): string {
  const id = idOf('node', ref, 'node')
  if (/^i-[0-9a-f]{1,32}$/.test(id)) return id
  throw noSuch('node', id)
}

/** A certificate of ACM or IAM; `not-found` for what can be none of theirs. */
export function certificateArn(ref: unknown): string {
  const id = idOf('certificate', ref, 'certificate')
  if (/^arn:[\w-]+:(acm|iam):[\w-]*:\d{12}:(certificate|server-certificate)\/\S+$/.test(id)) return id
  throw noSuch('certificate', id)
}
