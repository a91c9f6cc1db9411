import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { csClient, noCsClient } from '../testing/cs-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { cloudstackOfferings } from './service-offerings.ts'
import { cloudstackTemplates } from './template.ts'

let local: LocalCloud
beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
})
afterAll(() => local.close())

const where = noCsClient ? ` (not run: ${noCsClient})` : ''

test.skipIf(noCsClient)(
  `an independent client deploys, tags, lists and destroys a machine${where}`,
  async () => {
    const cs = csClient(local)
    const ask = async (...args: readonly string[]) => {
      const { code, output } = await cs(...args)
      if (code !== 0) throw new Error(output)
      // It prints nothing for an answer that holds nothing.
      return JSON.parse(output.trim() || '{}')
    }
    const { zone } = await ask('listZones', 'networktype=Basic')
    // Not `~`, which this client leaves as it is and servers do not.
    const { keypair } = await ask('createSSHKeyPair', "name=it's (mine)! +*")
    expect(keypair.name).toBe("it's (mine)! +*")
    const userdata = Buffer.from(`#cloud-config\n# ${'é'.repeat(900)}\n`).toString('base64')
    const { virtualmachine } = await ask(
      '--post',
      'deployVirtualMachine',
      `zoneid=${zone[0].id}`,
      `serviceofferingid=${cloudstackOfferings.small}`,
      `templateid=${cloudstackTemplates.debian12}`,
      'name=web-1',
      'displayname=Wéb +1',
      `keypair=${keypair.name}`,
      `userdata=${userdata}`,
    )
    expect(virtualmachine).toMatchObject({ state: 'Running', displayname: 'Wéb +1' })
    const { id } = virtualmachine
    await ask(
      'createTags',
      'resourcetype=UserVm',
      `resourceids=${id}`,
      'tags[0].key=env',
      'tags[0].value=test',
    )
    expect(await ask('listVirtualMachines', `id=${id}`)).toMatchObject({
      count: 1,
      virtualmachine: [{ tags: [{ key: 'env', value: 'test' }] }],
    })
    await ask('destroyVirtualMachine', `id=${id}`, 'expunge=true')
    expect(await ask('listVirtualMachines')).toEqual({})
    const refused = await cs('startVirtualMachine', `id=${id}`)
    expect(refused.output).toContain('"errorcode": 431')
  },
  120_000,
)
