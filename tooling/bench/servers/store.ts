/**
 * A store that keeps nothing, for transfers: it takes what S3, and Google's JSON API for resumable uploads, are sent, and answers at once; an object
 * `size-N` has N MiB. Prints its endpoint and ends when its input does. With `tls` it has a certificate, whose file it prints too.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

const tls = process.argv[2] === 'tls'
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const mebibyte = Buffer.alloc(1024 * 1024, 'content of a transfer, ')
const etag = '"0123456789abcdef0123456789abcdef"'
const begun = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>'
const noUploads =
  '<ListMultipartUploadsResult><Bucket>bench</Bucket><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>'
const completed = `<CompleteMultipartUploadResult><Location>http://127.0.0.1/bench/k</Location><Bucket>bench</Bucket><Key>k</Key><ETag>${etag}</ETag></CompleteMultipartUploadResult>`

function certificate(): { readonly key: Buffer; readonly cert: Buffer } {
  const [key, cert] = ['key', 'cert'].map((name) => join(folder, `${name}.pem`)) as [string, string]
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1']
  const whose = [
    '-subj',
    '/CN=localhost',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-keyout',
    key,
    '-out',
    cert,
  ]
  execFileSync('openssl', ['req', '-x509', ...curve, ...whose], { stdio: 'pipe' })
  return { key: readFileSync(key), cert: readFileSync(cert) }
}

const sums = new Map<number, string>()
/** The CRC32 of so many MiB, in base64. */
function sumOf(mebibytes: number): string {
  let known = sums.get(mebibytes)
  if (known === undefined) {
    let sum = 0
    for (let count = 0; count < mebibytes; count += 1) sum = crc32(mebibyte, sum)
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(sum)
    known = bytes.toString('base64')
    sums.set(mebibytes, known)
  }
  return known
}

/** All bytes from one to another; nobody asks for those of the middle. */
async function content(response: ServerResponse, bytes: number): Promise<void> {
  for (let left = bytes; left > 0 && !response.destroyed; left -= mebibyte.length) {
    const chunk = left < mebibyte.length ? mebibyte.subarray(0, left) : mebibyte
    if (!response.write(chunk)) {
      await new Promise<void>((resolve) => {
        const go = () => resolve(void response.off('drain', go).off('close', go))
        response.on('drain', go).on('close', go)
      })
    }
  }
  response.end()
}

function get({ method, headers, url = '' }: IncomingMessage, response: ServerResponse): void {
  const mebibytes = Number(/size-(\d+)/.exec(url)?.[1] ?? 0)
  const all = mebibytes * mebibyte.length
  const [, from = '0', to = String(all - 1)] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  const length = Math.min(Number(to || all - 1), all - 1) - Number(from) + 1
  const wantsSum = headers['x-amz-checksum-mode'] === 'ENABLED'
  response.writeHead(headers.range ? 206 : 200, {
    'content-length': length,
    'content-type': 'application/octet-stream',
    'last-modified': 'Sun, 01 Nov 2026 00:00:00 GMT',
    etag,
    ...(headers.range && { 'content-range': `bytes ${from}-${Number(from) + length - 1}/${all}` }),
    ...(wantsSum && { 'x-amz-checksum-crc32': sumOf(mebibytes), 'x-amz-checksum-type': 'FULL_OBJECT' }),
  })
  if (method === 'HEAD') response.end()
  else void content(response, length)
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const { method, url = '', headers } = request
  if (method === 'GET' && /[?&]uploads\b/.test(url)) {
    response.setHeader('content-type', 'application/xml').end(noUploads)
    return
  }
  if (method === 'GET' || method === 'HEAD') {
    get(request, response)
    return
  }
  request.resume().on('end', () => {
    const sum = headers['x-amz-checksum-crc32']
    if (url.includes('uploadType=resumable') && method === 'POST')
      response.setHeader('location', `${endpoint()}/resumable`).end()
    else if (url.startsWith('/resumable') || url.startsWith('/upload/'))
      response.setHeader('content-type', 'application/json').end('{"name":"k","bucket":"bench"}')
    else if (method === 'POST')
      response.setHeader('content-type', 'application/xml').end(/[?&]uploads\b/.test(url) ? begun : completed)
    else
      response
        .writeHead(200, { etag, ...(sum && { 'x-amz-checksum-crc32': sum }), 'content-length': 0 })
        .end()
  })
}

const server = tls ? createTlsServer(certificate(), answer) : createServer(answer)
const endpoint = () => `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`
// A loaded machine is no reason to hang up on a client that is slow to ask again.
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => {
  const told = { endpoint: endpoint(), ...(tls && { ca: join(folder, 'cert.pem') }) }
  process.stdout.write(`${JSON.stringify(told)}\n`)
})
process.stdin.resume().on('end', () => {
  rmSync(folder, { recursive: true })
  process.exit()
})
