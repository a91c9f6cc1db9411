// Signatures alone, of signers that are not ours: `sign.mjs aws4|smithy|aws4fetch`.
import { createHash, createHmac } from 'node:crypto'
import { access } from '../programs/content.ts'
import { measured } from '../programs/measured.ts'

const count = 20_000
const body = 'Action=DescribeRegions&Version=2016-11-15'
const type = 'application/x-www-form-urlencoded; charset=utf-8'
const host = 'ec2.eu-west-1.amazonaws.com'
const { accessKeyId, secretAccessKey } = access.credentials

const signers = {
  aws4: async () => {
    const { default: aws4 } = await import('aws4')
    const keys = { accessKeyId, secretAccessKey }
    return () =>
      aws4.sign(
        {
          service: 'ec2',
          region: access.region,
          host,
          method: 'POST',
          path: '/',
          headers: { 'Content-Type': type },
          body,
        },
        keys,
      )
  },
  smithy: async () => {
    const { SignatureV4 } = await import('@smithy/signature-v4')
    class Sha256 {
      constructor(secret) {
        this.hash = secret ? createHmac('sha256', secret) : createHash('sha256')
      }
      update(data) {
        this.hash.update(data)
      }
      async digest() {
        return this.hash.digest()
      }
    }
    const signer = new SignatureV4({ ...access, service: 'ec2', sha256: Sha256 })
    return () =>
      signer.sign({
        method: 'POST',
        protocol: 'https:',
        hostname: host,
        path: '/',
        query: {},
        headers: { host, 'content-type': type },
        body,
      })
  },
  aws4fetch: async () => {
    const { AwsV4Signer } = await import('aws4fetch')
    const cache = new Map()
    return () =>
      new AwsV4Signer({
        accessKeyId,
        secretAccessKey,
        region: access.region,
        service: 'ec2',
        cache,
        method: 'POST',
        url: `https://${host}/`,
        headers: { 'content-type': type },
        body,
      }).sign()
  },
}

const sign = await signers[process.argv[2]]()
const all = async (times) => {
  for (let at = 0; at < times; at += 1) await sign()
}
await all(count / 10)
await measured(count, () => all(count))
