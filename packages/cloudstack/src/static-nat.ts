import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite } from '@cloud/core/driver'
import type { CloudStackAddress } from './addresses-wire.ts'
import type { CloudStackClient } from './client.ts'
import { getAddress } from './get-address.ts'
import { perform, refusedNow } from './perform.ts'

/** Has an address lead nowhere; gives it as it was before. https://cloudstack.apache.org/api/apidocs-4.20/apis/disableStaticNat.html */
export async function detachAddress(
  client: CloudStackClient,
  ref: Ref<'address'>,
  call: CallOptions,
): Promise<CloudStackAddress> {
  const address = await beforeWrite(getAddress(client, ref, call))
  if (address.node === undefined) return address
  const { id } = address
  const shown = async (left: CallOptions) => (await getAddress(client, id, left)).node === undefined
  const parameters = { ipaddressid: id }
  try {
    await perform(
      client,
      { name: 'disableStaticNat', parameters, on: id, word: 'disablestaticnat', shown },
      call,
    )
  } catch (error) {
    throw refusedNow(error)
  }
  return address
}
