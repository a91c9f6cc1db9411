import { randomBytes } from 'node:crypto'
import { Refusal, type WireRequest } from '@cloud/emulators/kit'

/** New in each run; a driver that shows it anywhere fails a test. */
export const credentials = {
  username: 'tester',
  password: `emulated-${randomBytes(16).toString('hex')}`,
}
export const wrongCredentials = { username: 'tester', password: 'wrong' }
const pair = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')
export const secrets: readonly string[] = [credentials.password, pair]

export function authenticate({ headers }: WireRequest): void {
  if (headers.authorization !== `Basic ${pair}`)
    throw new Refusal(401, 'unauthorized', 'The name or the password is wrong.')
}
