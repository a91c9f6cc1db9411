import { expect, it } from 'vitest'
import { problemsOf, runChaos } from './run.ts'

it('50 deployments in chaos lose nothing, make nothing twice, and run no script again', {
  timeout: 240_000,
}, async () => {
  const seed = Number(process.env.CLOUD_SEED ?? 100)
  const verdicts = await runChaos(seed, 50, 8)
  expect(problemsOf(verdicts)).toEqual([])
  expect(new Set(verdicts.map(({ cloud }) => cloud)).size).toBe(4)
  expect(new Set(verdicts.map(({ end }) => end)).size).toBeGreaterThan(3)
})
