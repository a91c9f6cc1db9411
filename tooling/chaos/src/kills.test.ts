import { expect, it } from 'vitest'
import { runKills } from './kills.ts'

it('20 processes that are killed leave nothing that is not found, and nothing else is', {
  timeout: 240_000,
}, async () => {
  const seed = Number(process.env.CLOUD_SEED ?? 100)
  const { found, problems } = await runKills(seed, 20)
  expect(problems, `seed ${seed}`).toEqual([])
  expect(found).toBeGreaterThan(0)
})
