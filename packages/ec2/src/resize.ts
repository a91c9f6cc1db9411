import type { CallOptions, Ref, Resize, ResizeNode } from '@cloud/core'
import { changed, checkNames, idOf, isCloudError } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import { sizeIsMissing } from './explain-refusal.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html */
export function resize(client: Ec2Client): Resize {
  return {
    resizeNode: (node, options, call) =>
      client.within(call, (left) => resizeNode(client, node, options, left)),
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html */
async function resizeNode(
  client: Ec2Client,
  node: Ref<'node'>,
  options: ResizeNode,
  call: CallOptions,
): Promise<void> {
  checkNames('resizeNode', options, ['size', 'native'])
  checkNames('resizeNode under native', options.native ?? {}, [])
  const size = idOf('size', options.size, 'size')
  const parameters = { InstanceId: idOf('node', node, 'node'), InstanceType: { Value: size } }
  const request = { name: 'ModifyInstanceAttribute', repeat: idempotent, parameters, answer: done }
  try {
    await send(client, request, call)
  } catch (error) {
    // A size that there is not is one wrong value among others.
    if (!isCloudError(error, 'invalid') || error.status === undefined) throw error
    if (!(await sizeIsMissing(client, size, call))) throw error
    throw changed(error, { code: 'not-found', message: `There is no size ${size}: ${error.message}` })
  }
}
