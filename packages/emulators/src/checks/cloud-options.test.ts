import { expect, test } from 'vitest'
import { startCloud } from '../start-cloud.ts'
import { virtualClock } from '../virtual-clock.ts'
import { checkCloudOptions } from './cloud-options.ts'

test.each([
  [{ pagesize: 3 }, 'options.pagesize is unknown; did you mean "pageSize"?'],
  [{ colour: 'red' }, 'options.colour is unknown; known are machine, clock, times, seed, skewMs, skewCode,'],
  [{ times: { pendingMS: 5 } }, 'options.times.pendingMS is unknown; did you mean "pendingMs"?'],
  [{ times: { pendingMs: '5' } }, "options.times.pendingMs takes milliseconds from 0 to 2147483647, not '5'"],
  [{ times: 5 }, 'options.times takes an object, not 5'],
  [{ latencyMs: -1 }, 'options.latencyMs takes milliseconds from 0 to 2147483647, not -1'],
  [{ latencyMs: Number.NaN }, 'options.latencyMs takes milliseconds from 0 to 2147483647, not NaN'],
  [{ latencyMs: 2 ** 31 }, 'not 2147483648'],
  [{ skewCode: 'RequestTooOld' }, "options.skewCode does not take 'RequestTooOld'"],
  [{ consistencyMs: '1s' }, "options.consistencyMs takes milliseconds, 0 or more, not '1s'"],
  [
    { skewMs: Number.POSITIVE_INFINITY },
    'options.skewMs takes milliseconds, which may be negative, not Infinity',
  ],
  [{ pageSize: 0 }, 'options.pageSize takes a whole number from 1 to 1000000, not 0'],
  [{ seed: 1.5 }, 'options.seed takes a whole number, not 1.5'],
  [{ port: 80_000 }, 'options.port takes a whole number from 0 to 65535, not 80000'],
  [{ machine: 'vax' }, "options.machine does not take 'vax'; known are shell, sshd"],
  [{ machine: 'ssh' }, 'options.machine does not take \'ssh\'; did you mean "sshd"?'],
  [{ region: 'mars' }, 'options.region takes the name of a region, such as eu-west-1, not "mars"'],
  [
    { clock: { now: Date.now } },
    'options.clock takes an object with the functions now, elapsed, after, not {',
  ],
  [{ limits: { vCPUs: 4 } }, 'options.limits.vCPUs is unknown; did you mean "vcpus"?'],
  [
    { limits: { instances: -2 } },
    'options.limits.instances takes a whole number, 0 or more, or Infinity, not -2',
  ],
  [
    { limits: { capacity: { 't3.mcro': 1 } } },
    'options.limits.capacity.t3.mcro is unknown; did you mean "t3.micro"?',
  ],
  [
    { digitalocean: { dropletlimit: 3 } },
    'options.digitalocean.dropletlimit is unknown; did you mean "dropletLimit"?',
  ],
  [
    { cloudstack: { zone: 'core' } },
    "options.cloudstack.zone does not take 'core'; known are basic, advanced",
  ],
  [
    { cloudstack: { capacity: { 'Small Instanze': 1 } } },
    'options.cloudstack.capacity.Small Instanze is unknown; did you mean "Small Instance"?',
  ],
  [{ __proto__: null, toString: 1 }, 'options.toString is unknown'],
  [null, 'options takes an object, not null'],
])('the options %o are refused in words', async (options, message) => {
  const refused = startCloud(options as never)
  await expect(refused).rejects.toThrow(TypeError)
  await expect(refused).rejects.toThrow(message)
})

test('options that are right pass, and those that say nothing are as if left out', async () => {
  expect(() =>
    checkCloudOptions({
      clock: virtualClock(),
      limits: { capacity: { 't3.micro': 0 }, vcpus: Number.POSITIVE_INFINITY },
      times: { terminatedShownMs: 1e12 },
      skewMs: -5,
      seed: undefined,
    }),
  ).not.toThrow()
  await using local = await startCloud({ port: undefined, times: { pendingMs: undefined as never } })
  expect(local.ec2.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})
