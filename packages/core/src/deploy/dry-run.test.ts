import { virtualClock } from '@cloud/emulators'
import { describe, expect, it, vi } from 'vitest'
import { secret } from '../secret.ts'
import { fakeCompute } from '../testing/fake-compute.ts'
import { deployNode } from './deploy-node.ts'
import { dryRun } from './dry-run.ts'
import { file } from './files.ts'
import { recorder } from './recorded-run.ts'
import { script } from './script.ts'

const base = { name: 'web-1', size: 's', image: 'i' } as const
const driver = () => fakeCompute(virtualClock({ auto: true }))

describe('dryRun', () => {
  it('prints what a deployment would do, and each command succeeds', async () => {
    const lines: string[] = []
    const steps = [
      script('yum -y install emacs', { sudo: true, args: ["it's"], env: { TOKEN: secret('hunter2') } }),
      file('héllo', '/etc/motd'),
    ]
    const { results } = await deployNode(driver(), {
      ...base,
      shell: dryRun((line) => lines.push(line)),
      steps,
    })
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(lines.map((line) => line.replaceAll(/cloud-[0-9a-f-]+/g, 'cloud-X'))).toEqual([
      'connect to web-1',
      'run mkdir -p -m 700 .cloud-X',
      'upload .cloud-X/script (20 bytes, mode 700)',
      'upload .cloud-X/env (21 bytes, mode 600)',
      `upload .cloud-X/run (${recorder.length} bytes, mode 600)`,
      `run sh ./.cloud-X/run sudo -n -- sh -c '. "$0" && exec "$@"' ./.cloud-X/env sh ./.cloud-X/script 'it'\\''s'`,
      'run rm -rf .cloud-X',
      'upload /etc/motd (6 bytes, mode 644)',
    ])
  })

  it('asks nothing of the machine’s creation', async () => {
    expect(await dryRun().prepare()).toEqual({ authorizedKeys: [] })
  })

  it('prints to the standard output unless it is told where', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      await deployNode(driver(), { ...base, shell: dryRun(), steps: [] })
      expect(write.mock.calls).toEqual([['connect to web-1\n']])
    } finally {
      write.mockRestore()
    }
  })
})
