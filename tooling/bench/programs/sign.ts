/** Signatures alone: `sign.ts ours|floor`. The floor is what SigV4 cannot do without: two SHA-256 and an HMAC of texts as long as it has. */
import { createHmac, createSecretKey, hash } from 'node:crypto'
import { sigv4Signer } from '@cloud/core/driver'
import { access } from './content.ts'
import { measured } from './measured.ts'

const count = 50_000
const body = 'Action=DescribeRegions&Version=2016-11-15'
const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }

function ours() {
  const sign = sigv4Signer({ region: access.region, service: 'ec2' })
  const request = { method: 'POST', origin: 'https://ec2.eu-west-1.amazonaws.com', path: '/', headers, body }
  return () => sign(request, access.credentials, Date.now())
}

function floor() {
  const key = createSecretKey(Buffer.alloc(32, 1))
  return () => {
    const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
    const scope = `${time.slice(0, 8)}/eu-west-1/ec2/aws4_request`
    const names = 'content-type;host;x-amz-date'
    const lines = `content-type:${headers['content-type']}\nhost:ec2.eu-west-1.amazonaws.com\nx-amz-date:${time}\n`
    const canonical = `POST\n/\n\n${lines}\n${names}\n${hash('sha256', body)}`
    const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`
    const signature = createHmac('sha256', key).update(toSign).digest('hex')
    const authorization = `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${names}, Signature=${signature}`
    return { ...headers, 'x-amz-date': time, authorization }
  }
}

const sign = process.argv[2] === 'ours' ? ours() : floor()
const all = (times: number) => {
  let length = 0
  for (let at = 0; at < times; at += 1) length += sign().authorization?.length ?? 0
  if (length < times * 150) throw new Error('It signed nothing')
}
all(count / 10)
await measured(count, async () => all(count))
