/**
 * Lists the nodes of a cloud that means harm, and prints what that cost as JSON: `client.ts ec2|digitalocean ORIGIN NAME`. A good list
 * comes first, so that what is measured is the reply and not the loading of the code.
 */
import { compute as digitalocean } from '@cloud/digitalocean'
import { compute as ec2 } from '@cloud/ec2'
import type { Cost } from './cost.ts'

const [driver = '', origin = '', name = ''] = process.argv.slice(2)

const listNodes = (path: string) => {
  const endpoint = `${origin}/${path}`
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }
  const cloud =
    driver === 'ec2'
      ? ec2({ region: 'eu-west-1', endpoint, credentials })
      : digitalocean({ endpoint, token: 'token' })
  return cloud.listNodes().toArray()
}

await listNodes(`good-${driver}`)
const before = { at: performance.now(), cpu: process.cpuUsage(), peak: process.resourceUsage().maxRSS }
let code = 'none'
let message = 'it was taken'
try {
  await listNodes(name)
} catch (error) {
  code = String(Reflect.get(Object(error), 'code'))
  message = String(Reflect.get(Object(error), 'message'))
}
const cpu = process.cpuUsage(before.cpu)
const cost: Cost = {
  code,
  message,
  wallMs: performance.now() - before.at,
  cpuMs: (cpu.user + cpu.system) / 1000,
  growthMiB: (process.resourceUsage().maxRSS - before.peak) / 1024,
}
process.stdout.write(JSON.stringify(cost), () => process.exit())
