import * as cloudstack from '@cloud/cloudstack'
import { undiciTransport } from '@cloud/core'
import * as digitalocean from '@cloud/digitalocean'
import * as ec2 from '@cloud/ec2'
import { ProxyAgent } from 'undici'
import { listening } from './clouds.ts'
import { echoServer } from './echo-server.ts'
import type { World } from './world.ts'

const pair = {
  name: 'echo',
  publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF8ghGRcuGKjQFlXAmiuIN3Pn0Jd2Nxr2YwKUXwj2kJa',
}

/** A server that gives back what it was sent, and a proxy that refuses. */
export async function failByEcho({ local, fails, inputs, things, trace, learn }: World): Promise<void> {
  const { origin, close } = await echoServer()
  const credentials = { ...local.ec2.credentials, sessionToken: inputs['session token'] }
  const options = { retry: { attempts: 1 }, trace, transport: listening(learn) }
  try {
    for (const path of ['aws', 'page', 'garbage']) {
      const driver = ec2.compute({
        region: 'eu-west-1',
        endpoint: `${origin}/${path}`,
        credentials,
        ...options,
      })
      await fails(`ec2 echo ${path}`, () => driver.getNode('i-0123456789abcdef0'))
      things.push([`ec2 with a session token ${path}`, driver])
    }
    for (const path of ['json', 'page', 'garbage']) {
      const { token } = local.digitalocean
      const driver = digitalocean.compute({ endpoint: `${origin}/${path}`, token, ...options })
      await fails(`digitalocean echo ${path}`, () => driver.getNode('1'))
    }
    for (const path of ['cloudstack', 'page', 'garbage']) {
      const { apiKey, secretKey } = local.cloudstack
      const driver = cloudstack.compute({ endpoint: `${origin}/${path}`, apiKey, secretKey, ...options })
      await fails(`cloudstack echo ${path}`, () => driver.getNode('no such node'))
      await fails(`cloudstack echo of a form ${path}`, () => driver.importKeyPair(pair))
    }
    const uri = origin.replace('//', `//proxy-user:${inputs['proxy password']}@`)
    const dispatcher = new ProxyAgent({ uri, proxyTunnel: true })
    const transport = undiciTransport({ dispatcher })
    const driver = ec2.compute({ ...local.ec2, ...options, transport })
    await fails('proxy', () => driver.getNode('i-0123456789abcdef0'))
    things.push(['transport over a proxy', transport], ['driver over a proxy', driver])
    await dispatcher.close()
  } finally {
    await close()
  }
}
