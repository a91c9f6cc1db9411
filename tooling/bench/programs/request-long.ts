/** Small signed calls, answered with 0.3 KB of XML: `request.ts ours|signed|unsigned WIDTH`, so many at a time. The floors do not read the answer. */
import { createHash, createHmac, createSecretKey } from 'node:crypto'
import { compute } from '@cloud/ec2'
import { Agent } from 'undici'
import { access } from './content.ts'
import { measured, server, times } from './measured.ts'

const [who = '', width = '1'] = process.argv.slice(2)
const origin = server.endpoint
const host = new URL(origin).host
const form = 'Action=DescribeAvailabilityZones&Version=2016-11-15'

function ours() {
  const ec2 = compute({ ...access, endpoint: origin })
  return async () => {
    const locations = await ec2.listLocations().toArray()
    if (locations.length === 0) throw new Error('No location came')
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: Parameters<typeof createHmac>[1], text: string) => createHmac('sha256', key).update(text)

/** SigV4 by hand, for this one request. */
function signer(): () => Record<string, string> {
  const { accessKeyId, secretAccessKey } = access.credentials
  let [day, key] = ['', createSecretKey(Buffer.alloc(32))]
  return () => {
    const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
    const scope = `${time.slice(0, 8)}/${access.region}/ec2/aws4_request`
    if (day !== time.slice(0, 8)) {
      day = time.slice(0, 8)
      let bytes = Buffer.from(`AWS4${secretAccessKey}`)
      for (const part of scope.split('/')) bytes = hmac(bytes, part).digest()
      key = createSecretKey(bytes)
    }
    const type = 'application/x-www-form-urlencoded; charset=utf-8'
    const names = 'content-type;host;x-amz-date'
    const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${time}\n\n${names}\n${sha256(form)}`
    const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`).digest('hex')
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`
    return { 'content-type': type, 'x-amz-date': time, authorization }
  }
}

function floor() {
  const agent = new Agent({ connections: 64 })
  const headers =
    who === 'signed' ? signer() : () => ({ 'content-type': 'application/x-www-form-urlencoded' })
  return async () => {
    const asked = { origin, path: '/', method: 'POST', headers: headers(), body: form } as const
    const { body } = await agent.request(asked)
    await body.dump()
  }
}

const call = who === 'ours' ? ours() : floor()
await times(3000, Number(width), call)
await measured(10000, () => times(10000, Number(width), call))
