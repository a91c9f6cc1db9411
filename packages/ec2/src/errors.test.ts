import type { ErrorCode } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { mockedDriver, refuse } from './testing/mock-ec2.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const codes: Readonly<Partial<Record<ErrorCode, readonly string[]>>> = {
  'not-found': [
    'InvalidAMIID.Malformed',
    'InvalidAMIID.NotFound',
    'InvalidGroupId.Malformed',
    'InvalidInstanceID.Malformed',
    'InvalidInstanceID.NotFound',
    'InvalidSnapshot.NotFound',
    'InvalidSnapshotID.Malformed',
    'InvalidVolume.NotFound',
    'InvalidVolumeID.Malformed',
    'InvalidVolumeModification.NotFound',
    'InvalidZone.NotFound',
  ],
  'already-exists': ['InvalidAMIName.Duplicate', 'InvalidKeyPair.Duplicate'],
  conflict: [
    'DependencyViolation',
    'IdempotentParameterMismatch',
    'IncorrectInstanceState',
    'IncorrectModificationState',
    'IncorrectState',
    'InvalidSnapshot.InUse',
    'OperationNotPermitted',
    'VolumeInUse',
  ],
  quota: [
    'AttachmentLimitExceeded',
    'ConcurrentSnapshotLimitExceeded',
    'SnapshotLimitExceeded',
    'TagLimitExceeded',
    'VolumeLimitExceeded',
  ],
  capacity: ['InsufficientInstanceCapacity', 'InsufficientVolumeCapacity'],
  'rate-limited': ['EC2ThrottledException', 'RequestLimitExceeded', 'SnapshotCreationPerVolumeRateExceeded'],
  invalid: [
    'InvalidAMIName.Malformed',
    'InvalidBlockDeviceMapping',
    'InvalidParameterCombination',
    'InvalidUserData.Malformed',
    'InvalidVolume.ZoneMismatch',
    'UnsupportedOperation',
  ],
}
const rows = Object.entries(codes).flatMap(([ours, theirs]) => theirs.map((each) => [each, ours] as const))

describe("EC2's error codes", () => {
  it.each(rows)('%s is %s', async (providerCode, code) => {
    refuse(400, providerCode)
    const driver = mockedDriver({ retry: { attempts: 1 } })
    await expect(driver.listLocations().toArray()).rejects.toMatchObject({ code, providerCode })
  })
})
