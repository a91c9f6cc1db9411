import { runComputeConformance } from '@cloud/conformance/run'
import { startCloud, virtualClock } from '@cloud/emulators'
import { expect, it } from 'vitest'
import { compute } from './index.ts'

const pageSize = 3

/** The catalogues are long here: what is made is what is read page by page. */
const titles = ['Nodes', 'Volumes', 'Snapshots', 'Firewalls', 'Addresses', 'Networks'].map(
  (what) => `list${what} does not end at its first page`,
)
titles[0] = 'A list of nodes does not end at its first page'

it('no list ends at its first page', { timeout: 240_000 }, async () => {
  const clock = virtualClock({ auto: true })
  const local = await startCloud({ pageSize, clock })
  try {
    const driver = () => compute({ ...local.gce, clock })
    const options = {
      driver,
      clock,
      pageSize,
      size: 'e2-micro',
      image: 'debian-cloud/debian-12-bookworm-v20251111',
    }
    const results = await runComputeConformance({ ...options, volumeGiB: 10 }, titles)
    expect(results.filter(({ status }) => status !== 'passed')).toEqual([])
    expect(results.length).toBeGreaterThanOrEqual(titles.length)
  } finally {
    await local.close()
  }
})
