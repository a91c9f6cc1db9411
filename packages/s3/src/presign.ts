import type { CallOptions } from '@cloud/core'
import { CloudError, type HttpDraft, sigv4Presigner } from '@cloud/core/driver'
import type { S3Client } from './client.ts'

/** The URL of a request, with the signature in its query, and when it was signed. */
export function presign(
  client: S3Client,
  draft: HttpDraft,
  expiresSeconds: number,
  call: CallOptions | undefined,
): Promise<{ readonly url: string; readonly date: number }> {
  return client.within(call, async () => {
    if (client.anonymous)
      throw new CloudError('An anonymous driver has nothing to sign with', {
        code: 'invalid',
        outcome: 'not-applied',
      })
    const { region, origin, path: base, credentials } = await client.access()
    const {
      origin: host,
      path: target,
      headers,
      method,
    } = client.route({ ...draft, origin, path: base + draft.path })
    const [path = '', query = ''] = target.split('?', 2)
    const date = Math.floor(client.clock.now() / 1000) * 1000
    const signed = sigv4Presigner({ region, service: 's3' })(
      { method, origin: host, path, query, headers },
      credentials,
      date,
      expiresSeconds,
    )
    return { url: `${host}${path}?${signed}`, date }
  })
}
