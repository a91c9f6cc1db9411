/** What is to be ended with a cloud, in the order in which it was begun. */
export type Releases = (() => Promise<void>)[]

/** Ends it all once, however often it is called. Latest first: nothing is asked of what is gone already. One that fails does not keep the others. */
export function closing(releases: Releases): () => Promise<void> {
  let ended: Promise<void> | undefined
  return () => {
    ended ??= releaseAll(releases)
    return ended
  }
}

async function releaseAll(releases: Releases): Promise<void> {
  const problems: unknown[] = []
  for (const release of releases.toReversed()) {
    await release().catch((problem: unknown) => problems.push(problem))
  }
  if (problems.length > 0) throw new AggregateError(problems, 'The cloud did not close cleanly')
}
