import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { type Case, type Cases, casesOf } from '../case.ts'
import type { StorageContext } from '../context.ts'
import { atOnceMs, rejection, within } from '../expect.ts'
import { anObject, bytesOf, freeObject, generated, someBytes, textOf } from './things.ts'

const cases: Cases<StorageContext> = {
  'A signal that aborts ends a body that is read, with aborted': async (context) => {
    const at = await anObject(context, someBytes(300_000))
    const cancel = new AbortController()
    const reason = new Error('changed my mind')
    const { body } = await context.driver.readObject(at, {}, { signal: cancel.signal })
    const reader = body.getReader()
    await reader.read()
    cancel.abort(reason)
    const readAll = async () => {
      for (;;) if ((await reader.read()).done) return
    }
    const error = await rejection(() => within(atOnceMs, readAll), 'aborted')
    assert.equal(error.cause, reason, 'the cause is not the reason of the signal')
  },

  'A signal that aborts ends a put in the middle of its content, which is told to end': async (context) => {
    const at = await anObject(context, 'before')
    const cancel = new AbortController()
    const seen = { ended: false }
    async function* slow(): AsyncGenerator<Uint8Array, void, undefined> {
      try {
        yield someBytes(1000)
        await new Promise((resolve) => cancel.signal.addEventListener('abort', resolve))
        yield someBytes(1000)
      } finally {
        seen.ended = true
      }
    }
    const putting = rejection(
      () =>
        within(atOnceMs, () =>
          context.driver.putObject(at, slow(), { sizeBytes: 2000 }, { signal: cancel.signal }),
        ),
      'aborted',
    )
    await pause(20)
    cancel.abort()
    await putting
    await pause(5)
    assert.ok(seen.ended, 'the content was not told to end')
    assert.equal(await textOf(context.driver, at), 'before')
  },

  'A put whose signal is aborted already takes nothing of its content, and tells it to end': async (
    context,
  ) => {
    const at = await freeObject(context)
    const { content, seen } = generated([someBytes(10)])
    const call = { signal: AbortSignal.abort() }
    await rejection(() => context.driver.putObject(at, content, { sizeBytes: 10 }, call), 'aborted')
    assert.equal(seen.given, 0)
    await rejection(() => context.driver.getObject(at), 'not-found')
  },

  'A body that is cancelled leaves the driver as it was': async (context) => {
    const at = await anObject(context, someBytes(300_000))
    for (let count = 0; count < 3; count += 1) {
      const { body } = await context.driver.readObject(at)
      await body.cancel()
    }
    const { body } = await context.driver.readObject(at)
    assert.equal((await bytesOf(body)).length, 300_000)
  },
}

export const cancel: readonly Case<StorageContext>[] = casesOf('cancel', cases)
