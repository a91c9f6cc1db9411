import { deployNode, script } from '@cloud/core'
import { ssh } from '@cloud/ssh'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compute } from './index.ts'
import { type AcmeEmulator, startAcme } from './testing/emulator.ts'

let cloud: AcmeEmulator
beforeAll(async () => {
  cloud = await startAcme()
})
afterAll(() => cloud.close())

it('deploys to a machine of the emulator, over SSH', async () => {
  const driver = compute(cloud.options)
  const { node, results } = await deployNode(driver, {
    name: 'web-1',
    size: 'small',
    image: 'debian-12',
    shell: ssh({ user: 'debian', ...cloud.ssh }),
    steps: [script('hostname')],
  })
  expect(results.map(({ stdout }) => stdout)).toEqual(['web-1\n'])
  await driver.destroyNode(node)
}, 30_000)
