import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

/** What came over a connection of TLS. */
export interface TlsRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A key and a certificate of `localhost`; undefined where openssl is not installed. */
export const certificate: { readonly key: string; readonly cert: string } | undefined = (() => {
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
  const out = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-keyout',
    '-',
    '-out',
    '-',
  ]
  try {
    const pem = execFileSync('openssl', ['req', '-x509', ...curve, ...out], { stdio: 'pipe' }).toString()
    const [key, cert] = pem.split(/(?=-----BEGIN CERTIFICATE)/)
    return key && cert ? { key, cert } : undefined
  } catch {
    return undefined
  }
})()

/** A store behind TLS on loopback that takes whatever it is sent, and tells it. */
export async function tlsStore(): Promise<
  AsyncDisposable & { readonly endpoint: string; readonly requests: TlsRequest[] }
> {
  const requests: TlsRequest[] = []
  const server = createServer({ ...certificate }, async (request, response) => {
    const { method = '', url = '', headers } = request
    let body = ''
    for await (const chunk of request) body += String(chunk)
    requests.push({ method, url, headers, body })
    response.setHeader('etag', '"5d41402abc4b2a76b9719d911017c592"').end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `https://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
