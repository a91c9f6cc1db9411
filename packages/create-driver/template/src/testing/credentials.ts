import { randomBytes } from 'node:crypto'
import { Refusal, type WireRequest } from '@cloud/emulators/kit'

/** New in each run; a driver that shows it anywhere fails a test. */
export const credentials = { token: `emulated-${randomBytes(16).toString('hex')}` }
export const wrongCredentials = { token: 'wrong' }
export const secrets: readonly string[] = [credentials.token]

export function authenticate({ headers }: WireRequest): void {
  if (headers.authorization !== `Bearer ${credentials.token}`)
    throw new Refusal(401, 'unauthorized', 'The token is missing or wrong.')
}
