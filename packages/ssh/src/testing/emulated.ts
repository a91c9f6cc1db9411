import { cloudConfig, type Node, type Prepared, reveal, userData } from '@cloud/core'
import { formBody, sigv4Signer } from '@cloud/core/driver'
import { ec2Images, type LocalCloud } from '@cloud/emulators'
import { vi } from 'vitest'
import { testNode } from './server.ts'

/**
 * A node of the embedded cloud that was created with what an access prepared. The request is made here because the EC2 driver depends
 * on this package in its tests.
 */
export async function emulatedNode(local: LocalCloud, prepared: Prepared): Promise<Node> {
  const { region, endpoint, credentials } = local.ec2
  const parts = [cloudConfig({ authorizedKeys: prepared.authorizedKeys }), reveal(prepared.userData ?? '')]
  const body = formBody([
    ['Action', 'RunInstances'],
    ['Version', '2016-11-15'],
    ['ImageId', ec2Images.debian12],
    ['InstanceType', 't3.micro'],
    ['MinCount', '1'],
    ['MaxCount', '1'],
    ['UserData', Buffer.from(userData(parts)).toString('base64')],
  ])
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  const { origin } = new URL(endpoint)
  const request = { method: 'POST', origin, path: '/', headers, body }
  const signed = sigv4Signer({ region, service: 'ec2' })(request, credentials, Date.now())
  const answer = await fetch(endpoint, { method: 'POST', headers: signed, body })
  const [, id = ''] = /<instanceId>(i-[0-9a-f]+)/.exec(await answer.text()) ?? []
  const made = () => local.inventory().nodes.find((node) => node.id === id)
  await vi.waitUntil(() => made()?.publicIp, { timeout: 10_000 })
  return testNode(id, [made()?.publicIp ?? ''])
}
