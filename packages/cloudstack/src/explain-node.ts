import type { CallOptions, CloudError } from '@cloud/core'
import { missing } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import type { NodePlan } from './node-plan.ts'
import { findOne } from './pages.ts'

/** Which of the things that a new machine is made of is not there: CloudStack has one code for that and for any wrong value. */
export async function explainNode(
  client: CloudStackClient,
  error: CloudError,
  { size, image }: Pick<NodePlan, 'size' | 'image'>,
  call: CallOptions,
): Promise<CloudError | undefined> {
  const lacking = [
    (await isMissing(client, offering(size), call)) && `size ${size}`,
    (await isMissing(client, template(image), call)) && `image ${image}`,
  ].filter((each) => each !== false)
  return lacking.length > 0 ? missing(error, lacking.join(' and no ')) : undefined
}

interface Look {
  readonly name: string
  readonly key: string
  readonly parameters: Readonly<Record<string, string>>
}

export const offering = (id: string): Look => ({
  name: 'listServiceOfferings',
  key: 'serviceoffering',
  parameters: { id },
})

const template = (id: string): Look => ({
  name: 'listTemplates',
  key: 'template',
  parameters: { id, templatefilter: 'executable' },
})

export async function isMissing(client: CloudStackClient, look: Look, call: CallOptions): Promise<boolean> {
  return (await findOne(client, { ...look, map: (wire: object) => wire }, call)) === undefined
}
