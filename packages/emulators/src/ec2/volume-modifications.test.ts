import { afterAll, beforeAll, expect, test } from 'vitest'
import { sdkClient } from '../testing/sdk-client.ts'
import { type StillCloud, stillCloud } from '../testing/still-cloud.ts'

let cloud: StillCloud
let ec2: StillCloud['ec2']
beforeAll(async () => {
  cloud = await stillCloud()
  ec2 = cloud.ec2
})
afterAll(() => cloud[Symbol.asyncDispose]())

const volume = async (input: object = {}) => {
  const { VolumeId = '' } = await ec2.createVolume({ AvailabilityZone: 'eu-west-1a', Size: 8, ...input })
  await cloud.pass()
  return VolumeId
}
const show = async (id: string) => (await ec2.describeVolumes({ VolumeIds: [id] })).Volumes?.[0]
const modification = async (id: string) =>
  (await ec2.describeVolumesModifications({ VolumeIds: [id] })).VolumesModifications?.[0]

test('a modification goes from modifying over optimizing, when the volume is what was asked for, to completed', async () => {
  const id = await volume()
  const { VolumeModification } = await ec2.modifyVolume({ VolumeId: id, Size: 16, VolumeType: 'gp3' })
  expect(VolumeModification).toMatchObject({
    ModificationState: 'modifying',
    OriginalSize: 8,
    OriginalVolumeType: 'gp2',
    OriginalIops: 100,
    TargetSize: 16,
    TargetVolumeType: 'gp3',
    TargetIops: 3000,
    TargetThroughput: 125,
    Progress: 0,
  })
  expect((await show(id))?.Size).toBe(8)
  await cloud.pass(100)
  expect((await modification(id))?.ModificationState).toBe('optimizing')
  expect(await show(id)).toMatchObject({ Size: 16, VolumeType: 'gp3', State: 'available' })
  await cloud.pass(100)
  expect(await modification(id)).toMatchObject({ ModificationState: 'completed', Progress: 100 })
})

test('the speed is kept with the type, and another type begins at its own', async () => {
  const id = await volume({ Size: 100, VolumeType: 'gp3', Iops: 6_000 })
  const { VolumeModification: larger } = await ec2.modifyVolume({ VolumeId: id, Size: 200 })
  expect(larger).toMatchObject({ TargetIops: 6_000, TargetVolumeType: 'gp3' })
  await cloud.pass()
  const { VolumeModification: other } = await ec2.modifyVolume({ VolumeId: id, VolumeType: 'io1' })
  expect(other).toMatchObject({ TargetIops: 3_000, TargetSize: 200 })
  expect(other).not.toHaveProperty('TargetThroughput')
})

test('a volume is modified one at a time, and four times in 24 hours', async () => {
  const id = await volume()
  const grow = (Size: number) => ec2.modifyVolume({ VolumeId: id, Size })
  await grow(9)
  await expect(grow(10)).rejects.toMatchObject({ name: 'IncorrectModificationState' })
  for (const size of [10, 11, 12]) {
    await cloud.pass()
    await grow(size)
  }
  await cloud.pass()
  await expect(grow(13)).rejects.toMatchObject({ name: 'VolumeModificationRateExceeded' })
})

test('a day later, a volume may be modified again', async () => {
  await using later = await stillCloud()
  const { VolumeId = '' } = await later.ec2.createVolume({ AvailabilityZone: 'eu-west-1a', Size: 1 })
  for (const Size of [2, 3, 4, 5]) {
    await later.pass()
    await later.ec2.modifyVolume({ VolumeId, Size })
  }
  const dayMs = 24 * 3_600_000
  await later.pass(dayMs)
  const { ec2: tomorrow } = sdkClient(later.local, { systemClockOffset: dayMs })
  const { VolumeModification } = await tomorrow.modifyVolume({ VolumeId, Size: 6 })
  expect(VolumeModification?.OriginalSize).toBe(5)
})

test.each([
  ['InvalidParameterValue', 'a smaller size', { Size: 4 }],
  ['InvalidParameterCombination', 'nothing', {}],
  ['InvalidParameterValue', 'a size that the type does not have', { Size: 100, VolumeType: 'st1' }],
  ['InvalidParameterCombination', 'throughput for a type without', { Throughput: 200 }],
  ['InvalidVolume.NotFound', 'a volume that does not exist', { VolumeId: 'vol-00000000000000000' }],
] as const)('ModifyVolume answers %s to %s, and changes nothing', async (code, _what, input) => {
  const id = await volume()
  await expect(ec2.modifyVolume({ VolumeId: id, ...input })).rejects.toMatchObject({ name: code })
  await cloud.pass()
  expect(await show(id)).toMatchObject({ Size: 8, VolumeType: 'gp2' })
})

test('modifications are listed by volume and by filter; of a volume without, there is none', async () => {
  const [changed, same] = [await volume(), await volume()]
  await ec2.modifyVolume({ VolumeId: changed, Size: 77 })
  const { VolumesModifications = [] } = await ec2.describeVolumesModifications({
    Filters: [{ Name: 'target-size', Values: ['77'] }],
  })
  expect(VolumesModifications.map(({ VolumeId }) => VolumeId)).toEqual([changed])
  await expect(modification(same)).rejects.toMatchObject({ name: 'InvalidVolumeModification.NotFound' })
})
