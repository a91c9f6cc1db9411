import {
  type InstanceStateChange,
  waitUntilInstanceRunning,
  waitUntilInstanceStatusOk,
  waitUntilInstanceStopped,
  waitUntilInstanceTerminated,
} from '@aws-sdk/client-ec2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { quickly, type SdkClient, sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { stillCloud } from '../testing/still-cloud.ts'
import { ec2Images } from './images.ts'

describe('instances, driven by the vendor client', () => {
  let local: LocalCloud
  let ec2: SdkClient['ec2']
  const image = ec2Images.amazonLinux2023

  beforeAll(async () => {
    local = await startCloud({ times: shortTimes })
    ec2 = sdkClient(local).ec2
  })
  afterAll(() => local.close())

  const launch = async (extra: Partial<Parameters<typeof ec2.runInstances>[0]> = {}) => {
    const { Instances = [] } = await ec2.runInstances({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...extra,
    })
    return Instances[0]?.InstanceId ?? ''
  }
  const show = async (id: string) => {
    const { Reservations } = await ec2.describeInstances({ InstanceIds: [id] })
    return Reservations?.[0]?.Instances?.[0]
  }
  const states = (changes: readonly InstanceStateChange[] = []) =>
    changes.map(({ PreviousState, CurrentState }) => [PreviousState?.Name, CurrentState?.Name])

  test('a launched instance comes to run and passes its checks', async () => {
    const id = await launch()
    expect(id).toMatch(/^i-0[0-9a-f]{16}$/)
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [id] })
    await waitUntilInstanceStatusOk({ client: ec2, ...quickly }, { InstanceIds: [id] })
    expect(await show(id)).toMatchObject({
      ImageId: image,
      InstanceType: 't3.micro',
      Architecture: 'x86_64',
      State: { Code: 16, Name: 'running' },
      PublicIpAddress: expect.stringMatching(/^203\.0\.113\.\d+$/),
      PrivateIpAddress: expect.stringMatching(/^172\.31\./),
      Placement: { AvailabilityZone: 'eu-west-1a' },
    })
  })

  test('a launched instance is pending until its time has passed', async () => {
    await using still = await stillCloud()
    const { Instances = [] } = await still.ec2.runInstances({
      ImageId: image,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    })
    expect(Instances[0]?.State).toEqual({ Code: 0, Name: 'pending' })
    const stateOf = async () => {
      const { Reservations } = await still.ec2.describeInstances({
        InstanceIds: [Instances[0]?.InstanceId ?? ''],
      })
      return Reservations?.[0]?.Instances?.[0]?.State?.Name
    }
    expect(await stateOf()).toBe('pending')
    await still.pass()
    expect(await stateOf()).toBe('running')
  })

  test('a stopped instance loses its public address, and has another one after a start', async () => {
    const id = await launch()
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [id] })
    const first = (await show(id))?.PublicIpAddress
    const stop = await ec2.stopInstances({ InstanceIds: [id] })
    expect(states(stop.StoppingInstances)).toEqual([['running', 'stopping']])
    await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds: [id] })
    const stopped = await show(id)
    expect(stopped).not.toHaveProperty('PublicIpAddress')
    expect(stopped?.StateReason?.Code).toBe('Client.UserInitiatedShutdown')

    const start = await ec2.startInstances({ InstanceIds: [id] })
    expect(states(start.StartingInstances)).toEqual([['stopped', 'pending']])
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [id] })
    const second = await show(id)
    expect(second?.PublicIpAddress).not.toBe(first)
    expect(second?.PrivateIpAddress).toBe(stopped?.PrivateIpAddress)
  })

  test('a terminated instance is still shown, without addresses, and terminating it again is no error', async () => {
    const id = await launch()
    const first = await ec2.terminateInstances({ InstanceIds: [id] })
    expect(states(first.TerminatingInstances)).toEqual([['pending', 'shutting-down']])
    await waitUntilInstanceTerminated({ client: ec2, ...quickly }, { InstanceIds: [id] })
    const gone = await show(id)
    expect(gone).not.toHaveProperty('PublicIpAddress')
    expect(gone).not.toHaveProperty('PrivateIpAddress')
    const again = await ec2.terminateInstances({ InstanceIds: [id] })
    expect(states(again.TerminatingInstances)).toEqual([['terminated', 'terminated']])
  })

  test('changes of power that a state does not allow are IncorrectInstanceState, for all of a request', async () => {
    const [gone, alive] = [await launch(), await launch()]
    await ec2.terminateInstances({ InstanceIds: [gone] })
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [alive] })
    const both = { InstanceIds: [alive, gone] }
    const refused = { name: 'IncorrectInstanceState' }
    await expect(ec2.startInstances(both)).rejects.toMatchObject(refused)
    await expect(ec2.stopInstances(both)).rejects.toMatchObject(refused)
    await expect(ec2.rebootInstances(both)).rejects.toMatchObject(refused)
    expect((await show(alive))?.State?.Name).toBe('running')
  })

  test('an instance under termination protection stays until the protection is lifted', async () => {
    const id = await launch({ DisableApiTermination: true })
    await expect(ec2.terminateInstances({ InstanceIds: [id] })).rejects.toMatchObject({
      name: 'OperationNotPermitted',
    })
    await ec2.modifyInstanceAttribute({ InstanceId: id, DisableApiTermination: { Value: false } })
    const { DisableApiTermination } = await ec2.describeInstanceAttribute({
      InstanceId: id,
      Attribute: 'disableApiTermination',
    })
    expect(DisableApiTermination).toEqual({ Value: false })
    await ec2.terminateInstances({ InstanceIds: [id] })
  })

  test('a stopped instance takes another type of its architecture; a running one does not', async () => {
    const id = await launch()
    await waitUntilInstanceRunning({ client: ec2, ...quickly }, { InstanceIds: [id] })
    const resize = (type: string) =>
      ec2.modifyInstanceAttribute({ InstanceId: id, InstanceType: { Value: type } })
    await expect(resize('m5.large')).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
    await ec2.stopInstances({ InstanceIds: [id] })
    await waitUntilInstanceStopped({ client: ec2, ...quickly }, { InstanceIds: [id] })
    await expect(resize('m5.huge')).rejects.toMatchObject({ name: 'InvalidInstanceAttributeValue' })
    await expect(resize('m7g.large')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    await resize('m5.large')
    expect((await show(id))?.InstanceType).toBe('m5.large')
  })

  test('the console output shows the host keys that the machine answers with', async () => {
    const id = await launch()
    await waitUntilInstanceStatusOk({ client: ec2, ...quickly }, { InstanceIds: [id] })
    const { Output = '', Timestamp } = await ec2.getConsoleOutput({ InstanceId: id, Latest: true })
    const text = Buffer.from(Output, 'base64').toString()
    const [hostKey = 'none'] = local.inventory().nodes.find((node) => node.id === id)?.hostKeys ?? []
    expect(text).toContain(hostKey)
    expect(Timestamp).toBeInstanceOf(Date)
  })

  test('the latest console of a type without Nitro is refused', async () => {
    const id = await launch({ InstanceType: 't2.micro' })
    await expect(ec2.getConsoleOutput({ InstanceId: id, Latest: true })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    })
  })
})
