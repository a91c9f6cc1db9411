// What a program does before it does anything: `start.mjs WHAT` imports and constructs it, and with `answer` waits for a first answer of a server.
const [what, wants] = process.argv.slice(2)
const { endpoint = 'https://localhost' } = JSON.parse(process.env.BENCH_SERVER ?? '{}')
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-bench' }
const region = 'eu-west-1'
const form = 'Action=DescribeAvailabilityZones&Version=2016-11-15'

const all = {
  bare: () => {},
  https: async () => {
    const { Agent } = await import('node:https')
    new Agent()
  },
  undici: async () => {
    const { Pool } = await import('undici')
    const pool = new Pool(endpoint)
    if (!wants) return undefined
    return async () => {
      const { body } = await pool.request({ path: '/', method: 'POST', body: form })
      await body.text()
    }
  },
  ec2: async () => {
    const { compute } = await import('@cloud/ec2')
    const ec2 = compute({ region, credentials, endpoint })
    return () => ec2.listLocations().toArray()
  },
  s3: async () => {
    const { storage } = await import('@cloud/s3')
    storage({ region, credentials })
  },
  digitalocean: async () => {
    const { compute } = await import('@cloud/digitalocean')
    compute({ token: 'token-of-the-bench' })
  },
  gce: async () => {
    const { compute } = await import('@cloud/gce')
    compute({ project: 'bench', credentials: { accessToken: 'token-of-the-bench' } })
  },
}

const call = await all[what]()
if (wants) {
  await call()
  process.exit(0)
}
