import { randomBytes } from 'node:crypto'
import { Refusal, type WireRequest } from '@cloud/emulators/kit'

/** New in each run; a driver that shows it anywhere fails a test. */
export const credentials = { apiKey: `emulated-${randomBytes(16).toString('hex')}` }
export const wrongCredentials = { apiKey: 'wrong' }
export const secrets: readonly string[] = [credentials.apiKey]

export function authenticate({ headers }: WireRequest): void {
  if (headers['x-api-key'] !== credentials.apiKey)
    throw new Refusal(401, 'unauthorized', 'The key is missing or wrong.')
}
