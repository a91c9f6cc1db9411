import type { Transport } from '@cloud/core'
import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { compute } from './index.ts'

const bodies: Readonly<Record<string, string>> = {
  DescribeInstanceTypes: `<instanceTypeSet><item><instanceType>t3.micro</instanceType><vCpuInfo><defaultVCpus>2</defaultVCpus>
    </vCpuInfo><memoryInfo><sizeInMiB>1024</sizeInMiB></memoryInfo></item></instanceTypeSet>`,
  DescribeInstanceTypeOfferings:
    '<instanceTypeOfferingSet><item><instanceType>t3.micro</instanceType></item></instanceTypeOfferingSet>',
  DescribeKeyPairs: '<keySet><item><keyName>laptop</keyName></item></keySet>',
  DescribeAvailabilityZones: '<availabilityZoneInfo/>',
}

/** A driver whose every request takes 300 ms, and the actions that it asked for. */
function slowDriver(onSend: (action: string) => void = () => {}) {
  const clock = virtualClock({ start: 0, auto: true })
  const actions: string[] = []
  const transport: Transport = {
    send: async ({ body }) => {
      const action = new URLSearchParams(String(body)).get('Action') ?? ''
      actions.push(action)
      onSend(action)
      await new Promise<void>((resolve) => clock.after(300, resolve))
      const refused = action === 'RunInstances'
      const text = refused
        ? '<Response><Errors><Error><Code>InvalidParameterValue</Code></Error></Errors></Response>'
        : `<${action}Response>${bodies[action] ?? ''}</${action}Response>`
      async function* bytes() {
        yield Buffer.from(text)
      }
      return { status: refused ? 400 : 200, headers: {}, body: bytes(), discard: () => {} }
    },
    close: async () => {},
  }
  const credentials = { accessKeyId: 'A', secretAccessKey: 'x' }
  return { clock, actions, ec2: compute({ region: 'eu-west-1', credentials, transport, clock }) }
}
const node = { name: 'web-1', size: 't9.huge', image: 'ami-1', location: 'mars-1' }

describe('the time of a call that takes several requests', () => {
  it('bounds them together where sizes of a location are listed', async () => {
    const { ec2, clock, actions } = slowDriver()
    const list = (timeoutMs: number) => ec2.listSizes({ location: 'a' }, { timeoutMs }).toArray()
    expect(await list(700)).toHaveLength(1)
    actions.length = 0
    const from = clock.now()
    await expect(list(500)).rejects.toMatchObject({ code: 'timeout' })
    expect([actions, clock.now() - from]).toEqual([
      ['DescribeInstanceTypes', 'DescribeInstanceTypeOfferings'],
      500,
    ])
  })

  it('bounds them together where a key pair is deleted', async () => {
    const { ec2, clock } = slowDriver()
    await ec2.deleteKeyPair('laptop', { timeoutMs: 700 })
    const from = clock.now()
    await expect(ec2.deleteKeyPair('laptop', { timeoutMs: 500 })).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
    })
    expect(clock.now() - from).toBe(500)
  })

  it('leaves a key pair as it is where it passes while that is looked for', async () => {
    const { ec2, actions } = slowDriver()
    await expect(ec2.deleteKeyPair('laptop', { timeoutMs: 200 })).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'not-applied',
    })
    expect(actions).toEqual(['DescribeKeyPairs'])
  })

  it('ends the search for what was wrong with a refused node, and the refusal is told', async () => {
    const { ec2, clock } = slowDriver()
    await expect(ec2.createNode(node, { timeoutMs: 500 })).rejects.toMatchObject({
      code: 'invalid',
      providerCode: 'InvalidParameterValue',
      outcome: 'not-applied',
    })
    expect(clock.now()).toBe(500)
  })
})

describe('an abort', () => {
  it.each(['DescribeInstanceTypes', 'DescribeAvailabilityZones'])(
    'during %s, after a node was refused, is an abort that left nothing behind',
    async (at) => {
      const controller = new AbortController()
      const { ec2 } = slowDriver((action) => {
        if (action === at) controller.abort()
      })
      await expect(ec2.createNode(node, { signal: controller.signal })).rejects.toMatchObject({
        code: 'aborted',
        outcome: 'not-applied',
      })
    },
  )
})
