import { CloudError } from '@cloud/core'
import { errorBrand } from '@tooling/vitest/leak-watch'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { canaryNames } from './canaries.ts'
import { isHit, sinks } from './matrix.ts'
import { type Run, run } from './run.ts'

let found: Run
let told: Run
beforeAll(async () => {
  const runs = [run({ careless: false }), run({ careless: true })] as const
  ;[found, told] = await Promise.all(runs)
}, 120_000)

describe('secrets', () => {
  it(`are told nowhere: ${canaryNames.length} of them in ${sinks.length} places`, () => {
    expect(found.canaries.map(({ name }) => name).toSorted()).toEqual([...canaryNames].toSorted())
    expect(found.hits.map(({ canary, sink, where }) => `${canary} by ${sink} in ${where}`)).toEqual([])
  })

  it('are told in no error, whatever its code', () => {
    expect(found.codes.toSorted()).toEqual([
      'aborted',
      'already-exists',
      'capacity',
      'conflict',
      'failed',
      'forbidden',
      'invalid',
      'network',
      'not-found',
      'precondition',
      'protocol',
      'quota',
      'rate-limited',
      'timeout',
      'unauthorized',
      'unavailable',
      'unknown',
      'untrusted',
    ])
  })

  it('are looked for where something is told', () => {
    const mayBeSilent = ['local files', 'standard output', 'warnings']
    const silent = Object.keys(found.heard).filter((name) => found.heard[name] === 0)
    expect(silent.filter((name) => !mayBeSilent.includes(name))).toEqual([])
  })

  it('are not told by a process that ends with an uncaught error', () => {
    expect(found.exitCode).toBe(1)
  })

  it("are told by undici's own channels, which show the headers of each request: no promise is made of those", () => {
    expect(found.undici).toEqual(
      expect.arrayContaining(['bearer token', 'request signature', 'access key id', 'session token']),
    )
  })
})

describe('a careless program', () => {
  it.each(sinks)('is found out by %s, whatever it tells', (sink) => {
    expect(canaryNames.filter((name) => !isHit(told.hits, sink, name))).toEqual([])
  })
})

it('an error marks itself in the way by which every suite notices it', () => {
  const define = vi.spyOn(Object, 'defineProperty')
  const error = new CloudError('refused', { code: 'unauthorized' })
  const marked = define.mock.calls.some(([target, key]) => target === error && key === errorBrand)
  define.mockRestore()
  expect(marked).toBe(true)
})
