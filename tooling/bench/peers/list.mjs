// Lists all nodes of a cloud with a client that is not ours: `list.mjs CLIENT COUNT`. The second listing is measured, or with `first` the first.
import { promisify } from 'node:util'
import { access } from '../programs/content.ts'
import { measured, measuredOften, server } from '../programs/measured.ts'

const [client, count, which] = process.argv.slice(2)
const { endpoint } = server
const { hostname, port } = new URL(endpoint)

const clients = {
  'aws-sdk': async () => {
    const { EC2Client, paginateDescribeInstances } = await import('@aws-sdk/client-ec2')
    const ec2 = new EC2Client({ ...access, endpoint })
    return async () => {
      const all = []
      for await (const { Reservations } of paginateDescribeInstances({ client: ec2, pageSize: 1000 }, {}))
        for (const { Instances } of Reservations ?? []) all.push(...Instances)
      return all.length
    }
  },
  // It knows no action of EC2, signs what it is told to send, and reads the XML of the answer.
  'aws-lite': async () => {
    const { default: awsLite } = await import('@aws-lite/client')
    const where = { protocol: 'http', host: hostname, port: Number(port), region: access.region }
    const ec2 = await awsLite({ ...access.credentials, ...where, plugins: [] })
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
    const form = 'Action=DescribeInstances&Version=2016-11-15&MaxResults=1000'
    return async () => {
      const all = []
      let payload = form
      do {
        const { payload: answer } = await ec2({ service: 'ec2', path: '/', method: 'POST', headers, payload })
        const { reservationSet, nextToken } = answer.DescribeInstancesResponse ?? answer
        all.push(...reservationSet.item.map(({ instancesSet }) => instancesSet.item))
        payload = nextToken && `${form}&NextToken=${nextToken}`
      } while (payload)
      return all.length
    }
  },
  // It asks for all in one answer, and then once more for each of them.
  pkgcloud: async () => {
    process.noDeprecation = true
    process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1'
    const { default: pkgcloud } = await import('pkgcloud')
    const { accessKeyId, secretAccessKey } = access.credentials
    const keys = { keyId: accessKeyId, key: secretAccessKey }
    const ec2 = pkgcloud.compute.createClient({
      provider: 'amazon',
      ...keys,
      region: access.region,
      endpoint,
    })
    const getServers = promisify(ec2.getServers.bind(ec2))
    return async () => (await getServers()).length
  },
  'dots-wrapper': async () => {
    const { createApiClient } = await import('dots-wrapper')
    const api = createApiClient({ token: 'token-of-the-bench', endpoint: `${endpoint}/v2` })
    return async () => {
      const all = []
      for (let page = 1; ; page += 1) {
        const { data } = await api.droplet.listDroplets({ page, per_page: 200 })
        all.push(...data.droplets)
        if (!data.links?.pages?.next) return all.length
      }
    }
  },
  googleapis: async () => {
    const { google } = await import('googleapis')
    const compute = google.compute({ version: 'v1', rootUrl: `${endpoint}/` })
    return async () => {
      const all = []
      let pageToken
      do {
        const { data } = await compute.instances.aggregatedList({
          project: 'bench',
          maxResults: 500,
          pageToken,
        })
        for (const { instances } of Object.values(data.items)) all.push(...(instances ?? []))
        pageToken = data.nextPageToken
      } while (pageToken)
      return all.length
    }
  },
  'google-compute': async () => {
    const { InstancesClient } = await import('@google-cloud/compute')
    const { OAuth2Client } = await import('google-auth-library')
    const authClient = new OAuth2Client()
    authClient.setCredentials({ access_token: 'token-of-the-bench', expiry_date: Date.now() + 3_600_000 })
    const to = { fallback: true, protocol: 'http', apiEndpoint: hostname, port: Number(port) }
    const compute = new InstancesClient({ ...to, authClient, projectId: 'bench' })
    return async () => {
      const all = []
      const asked = compute.aggregatedListAsync({ project: 'bench', maxResults: 500 })
      for await (const [, { instances }] of asked) all.push(...(instances ?? []))
      return all.length
    }
  },
}

const list = await clients[client]()
const checked = async () => {
  const seen = await list()
  if (seen !== Number(count)) throw new Error(`${seen} nodes came`)
}
if (which === 'first') await measured(1, checked)
await checked()
await measuredOften(checked)
