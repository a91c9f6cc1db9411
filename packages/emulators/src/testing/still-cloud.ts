import type { RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { ec2Images } from '../ec2/images.ts'
import type { CloudOptions, LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { virtualClock } from '../virtual-clock.ts'
import { type SdkClient, sdkClient } from './sdk-client.ts'

/** A cloud in which no time passes by itself, so that each state is seen for as long as a test looks. */
export interface StillCloud extends AsyncDisposable {
  readonly local: LocalCloud
  readonly ec2: SdkClient['ec2']
  /** Milliseconds; without, more than any change of state takes. */
  readonly pass: (ms?: number) => Promise<void>
  /** The id of an instance that runs. */
  readonly runningInstance: (input?: Partial<RunInstancesCommandInput>) => Promise<string>
  /** The id of an instance that was stopped. */
  readonly stoppedInstance: (input?: Partial<RunInstancesCommandInput>) => Promise<string>
}

const longEnoughMs = 1_000

export async function stillCloud(options: CloudOptions = {}): Promise<StillCloud> {
  const clock = virtualClock()
  const local = await startCloud({ ...options, clock })
  const { ec2 } = sdkClient(local)
  const pass = (ms = longEnoughMs) => clock.advance(ms)
  const runningInstance = async (input: Partial<RunInstancesCommandInput> = {}) => {
    const base = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
    const { Instances = [] } = await ec2.runInstances({ ...base, ...input })
    await pass()
    return Instances[0]?.InstanceId ?? ''
  }
  const stoppedInstance = async (input: Partial<RunInstancesCommandInput> = {}) => {
    const id = await runningInstance(input)
    await ec2.stopInstances({ InstanceIds: [id] })
    await pass()
    return id
  }
  return { local, ec2, pass, runningInstance, stoppedInstance, [Symbol.asyncDispose]: () => local.close() }
}
