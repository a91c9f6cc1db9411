import { createHash, createHmac, randomBytes } from 'node:crypto'
import { Refusal, type WireRequest } from '@cloud/emulators/kit'

/** New in each run; a driver that shows it anywhere fails a test. */
export const credentials = {
  accessKey: 'tester',
  secretKey: `emulated-${randomBytes(16).toString('hex')}`,
}
export const wrongCredentials = { accessKey: 'tester', secretKey: 'wrong' }
export const secrets: readonly string[] = [credentials.secretKey]

export function authenticate({ method, path, query, headers, body }: WireRequest): void {
  const digest = headers['x-content-sha256'] ?? ''
  const target = query === '' ? path : `${path}?${query}`
  const signature = createHmac('sha256', credentials.secretKey)
    .update([method, target, headers['x-date'], digest].join('\n'))
    .digest('hex')
  const whole = digest === 'unsigned' || digest === createHash('sha256').update(body).digest('hex')
  if (!whole || headers.authorization !== `HMAC-SHA256 ${credentials.accessKey}:${signature}`)
    throw new Refusal(401, 'unauthorized', 'The signature is missing or wrong.')
}
