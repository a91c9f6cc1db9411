import { checkNames } from '../check.ts'
import { checkDriver } from '../check-driver.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Storage } from '../contract/storage.ts'
import type { ObjectRef, StoredObject } from '../contract/storage-objects.ts'
import { callScope } from '../http/deadline.ts'
import { clockOf } from '../wait-for-node.ts'
import { objectOf } from './check-object.ts'
import { checkable } from './checksums.ts'
import { mismatch, readOn } from './read-on.ts'

/**
 * The content of an object from its beginning to its end, as it comes: to be read by `for await`, or to be handed to `putObject` or `upload`. Where
 * it breaks off it goes on from there, of the same content; where its checksum is known it is held to it, and fails with `integrity` at
 * its end. `not-found` where there is no such object. Nothing is asked before the first bytes are wanted.
 */
export async function* contentOf(
  driver: Storage,
  from: ObjectRef | StoredObject,
  call: CallOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  checkDriver('contentOf', driver, ['getObject', 'readObject'])
  checkNames('The call', call, ['signal', 'timeoutMs'])
  const named = objectOf(from, { controls: true })
  const clock = clockOf(driver)
  const { signal, end } = callScope(call, call.timeoutMs, clock)
  try {
    if (signal.aborted) throw signal.reason
    const { sizeBytes, etag, checksums } = await driver.getObject(named, {}, { signal })
    const { sum, value, algorithm } = checkable(checksums)
    for await (const chunk of readOn(driver, named, { offset: 0, length: sizeBytes, etag }, clock, signal)) {
      sum?.update(chunk)
      yield chunk
    }
    if (sum && sum.value() !== value) throw mismatch(algorithm)
  } finally {
    end()
  }
}
