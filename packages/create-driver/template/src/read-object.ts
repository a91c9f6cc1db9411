import {
  type CallOptions,
  CloudError,
  type ObjectContent,
  type ObjectRef,
  type ReadObject,
} from '@cloud/core'
import {
  checkNames,
  checkReadObject,
  type HttpReply,
  type NamedObject,
  objectBody,
  objectOf,
} from '@cloud/core/driver'
import type { AcmeClient } from './client.ts'
import { objectPath } from './objects.ts'
import { type AcmeObject, conditions, present, ranging, toObject } from './objects-wire.ts'

/** The content, as it comes. */
export function readObject(
  client: AcmeClient,
  ref: ObjectRef,
  options: ReadObject = {},
  call: CallOptions = {},
): Promise<ObjectContent<AcmeObject>> {
  checkReadObject(options)
  if (options.native !== undefined) checkNames('native', options.native, [])
  const object = objectOf(ref)
  const headers = { ...conditions(options), ...ranging(options.range) }
  return client.call(
    {
      name: 'readObject',
      repeat: { class: 'read' },
      request: { method: 'GET', path: objectPath(object), headers },
      unlimited: true,
      stream: (reply) => contentOf(object, reply, options.range !== undefined, call.signal),
    },
    call,
  )
}

function contentOf(
  object: NamedObject,
  { status, headers, body, discard }: HttpReply,
  ranged: boolean,
  signal: AbortSignal | undefined,
): ObjectContent<AcmeObject> {
  const length = Number(present(headers, 'content-length'))
  const [, from = '0', all = String(length)] =
    /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? []
  // A server that passes over ranges would give the beginning for any part.
  if (ranged !== (status === 206)) throw new CloudError('The answer is of another part', { code: 'protocol' })
  const described = toObject(object, headers, Number(all))
  const { crc32 } = described.checksums
  const whole = length === described.sizeBytes && crc32 !== undefined
  const checksum = whole ? ({ algorithm: 'crc32', value: crc32 } as const) : undefined
  return {
    object: described,
    offset: Number(from),
    length,
    body: objectBody({ chunks: body, length, checksum, signal, discard }),
  }
}
