import { deployInChaos, type Verdict } from './deployment.ts'

/** Runs that many deployments, some at a time, each with a seed of its own; `told` hears of each. */
export async function runChaos(
  seed: number,
  count: number,
  width: number,
  told: (verdict: Verdict) => void = () => {},
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  const seeds = Array.from({ length: count }, (_, index) => seed + index).values()
  const worker = async () => {
    for (const one of seeds) {
      const verdict = await deployInChaos(one)
      told(verdict)
      verdicts.push(verdict)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return verdicts
}

/** What was wrong, with the seed that shows it again. */
export const problemsOf = (verdicts: readonly Verdict[]): readonly string[] =>
  verdicts.flatMap(({ seed, cloud, end, problems }) =>
    problems.map((problem) => `seed ${seed}, ${cloud}, ${end}: ${problem}`),
  )
