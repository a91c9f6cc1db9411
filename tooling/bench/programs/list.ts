/**
 * Lists all nodes of a cloud with ours: `list.ts CLOUD COUNT`, kept in a list, or with `drop` page by page. The second listing is measured, or with
 * `first` the first.
 */
import { compute as digitalocean } from '@cloud/digitalocean'
import { compute as ec2 } from '@cloud/ec2'
import { compute as gce } from '@cloud/gce'
import { access } from './content.ts'
import { measured, measuredOften, server } from './measured.ts'

const [cloud = '', count = '0', how] = process.argv.slice(2)
const { endpoint } = server

const clouds = {
  ec2: () => ec2({ ...access, endpoint }).listNodes(),
  digitalocean: () => digitalocean({ token: 'token-of-the-bench', endpoint }).listNodes(),
  gce: () =>
    gce({ project: 'bench', endpoint, credentials: { accessToken: 'token-of-the-bench' } }).listNodes(),
}

async function list(): Promise<number> {
  const listing = clouds[cloud as keyof typeof clouds]()
  if (how !== 'drop') return (await listing.toArray()).length
  let seen = 0
  for await (const { state } of listing as AsyncIterable<{ readonly state: string }>)
    if (state === 'running') seen += 1
  return seen
}

async function checked(): Promise<void> {
  const seen = await list()
  if (seen !== Number(count)) throw new Error(`${seen} nodes came`)
}

if (how === 'first') await measured(1, checked)
await checked()
await measuredOften(checked)
