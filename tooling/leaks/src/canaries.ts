import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { base64Forms } from '@tooling/vitest/secret-shapes'

/** A secret whose value is looked for, in each way that it may be written. */
export interface Canary {
  readonly name: string
  readonly forms: readonly string[]
}

/** The secrets that a caller hands in. Those that a cloud or the library makes are learned as they come up. */
export interface Inputs {
  readonly 'session token': string
  readonly 'private key': string
  readonly passphrase: string
  readonly 'login password': string
  readonly 'user data': string
  readonly 'script secret': string
  readonly 'proxy password': string
  readonly 'object key': string
  readonly 'preshared key': string
}

export const canaryNames = [
  'access key id',
  'secret access key',
  'session token',
  'bearer token',
  'request signature',
  'private key',
  'passphrase',
  'login password',
  'user data',
  'script secret',
  'proxy password',
  'object key',
  'preshared key',
  'created key pair',
  'own login key',
  'injected host key',
  'certificate key',
] as const
export type CanaryName = (typeof canaryNames)[number]

export function newInputs(): Inputs {
  const text = () => randomBytes(24).toString('base64url')
  const passphrase = text()
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    'session token': text(),
    'private key': String(
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
    ),
    passphrase,
    'login password': text(),
    'user data': text(),
    'script secret': text(),
    'proxy password': text(),
    'object key': text(),
    'preshared key': text(),
  }
}

const shortest = 12
/** Lines that all private keys have in common. */
const alike = /^(-----|b3BlbnNzaC1rZXktdjEA)/

/** As it is, escaped, in hex, and inside of base64; of several lines, each. */
export function formsOf(value: string | Uint8Array): string[] {
  const lines =
    typeof value === 'string'
      ? value.split('\n').filter((line) => !alike.test(line))
      : [Buffer.from(value).toString('latin1')]
  const forms = lines.flatMap((line) => {
    const raw = Buffer.from(line, 'latin1')
    const base64 = base64Forms(raw)
    return [
      line,
      encodeURIComponent(line),
      JSON.stringify(line).slice(1, -1),
      raw.toString('hex'),
      Buffer.from(line, 'utf16le').toString('latin1'),
      ...base64,
      ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
      ...base64.map(encodeURIComponent),
    ]
  })
  return [...new Set(forms)].filter((form) => form.length >= shortest)
}

/** Whether a text holds the secret, also where it was broken into lines. */
export function holds(text: string, { forms }: Canary): boolean {
  const joined = text.replace(/\s+|\\[rn]/g, '')
  return forms.some((form) => text.includes(form) || joined.includes(form))
}

/** A form of the secret that a name, an argument and a path can have. */
export const spelling = ({ forms }: Canary): string => forms.find((form) => /^[\w-]+$/.test(form)) ?? ''
