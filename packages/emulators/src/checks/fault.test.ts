import { expect, test } from 'vitest'
import { createFaults } from '../faults.ts'
import { createRandom } from '../random.ts'
import { startCloud } from '../start-cloud.ts'

const faults = createFaults(createRandom(1), ['RunInstances', 'StopInstances', 'droplets_create'])

test.each([
  [undefined, "faults.add takes a fault, such as { kind: 'error' }, not undefined"],
  ['error', "faults.add takes a fault, such as { kind: 'error' }, not error"],
  [{}, 'fault.kind is missing; known are error, status, reset-before,'],
  [{ kind: 'boom' }, "fault.kind does not take 'boom'; known are error, status, reset-before,"],
  [{ kind: 'Stall' }, 'fault.kind does not take \'Stall\'; did you mean "stall"?'],
  [
    { kind: 'error', operation: 'RunInstance' },
    'fault.operation does not take \'RunInstance\'; did you mean "RunInstances"?',
  ],
  [{ kind: 'error', operation: 'droplet_create' }, 'did you mean "droplets_create"?'],
  [{ kind: 'error', operation: 'Sing' }, 'known are RunInstances, StopInstances, droplets_create'],
  [{ kind: 'error', operations: 'RunInstances' }, 'fault.operations is unknown; did you mean "operation"?'],
  [{ kind: 'delay', ms: -1 }, 'fault.ms takes milliseconds from 0 to 2147483647, not -1'],
  [{ kind: 'delay', ms: Number.NaN }, 'not NaN'],
  [{ kind: 'stall', ms: 5 }, 'fault.ms means nothing with kind stall, only with delay'],
  [{ kind: 'delay', status: 503 }, 'fault.status means nothing with kind delay, only with error or status'],
  [{ kind: 'status', status: 42 }, 'fault.status takes a whole number from 200 to 599, not 42'],
  [{ kind: 'error', count: '1' }, "fault.count takes a whole number, 0 or more, or Infinity, not '1'"],
  [{ kind: 'error', skip: 0.5 }, 'fault.skip takes a whole number, 0 or more, or Infinity, not 0.5'],
  [{ kind: 'error', probability: 2 }, 'fault.probability takes a number from 0 to 1, not 2'],
  [{ kind: 'error', retryAfter: 'soon' }, "fault.retryAfter does not take 'soon'; known are seconds, zero,"],
  [{ kind: 'error', retryAfter: -1 }, 'fault.retryAfter takes seconds, 0 or more, not -1'],
])('the fault %o is refused in words, and hits nothing', (fault, message) => {
  expect(() => faults.add(fault as never)).toThrow(TypeError)
  expect(() => faults.add(fault as never)).toThrow(message)
  expect(faults.pick('RunInstances')).toBeUndefined()
})

test('every operation of every API may be named', async () => {
  await using local = await startCloud()
  local.faults.add({ kind: 'status', operation: 'TerminateInstances' })
  local.faults.add({ kind: 'status', operation: 'droplets_create' })
  expect(() => local.faults.add({ kind: 'delay', ms: 1, operation: 'RunInstance' })).toThrow(
    '"RunInstances"?',
  )
})

test('a fault that is changed after it was added stays as it was', () => {
  const fault = { kind: 'stall' as string }
  const remove = faults.add(fault as never)
  fault.kind = 'boom'
  expect(faults.pick('StopInstances')).toMatchObject({ kind: 'stall' })
  remove()
})
