import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly Result[]
  }[]
}
interface Result {
  readonly fullName: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

/** The tests that leak, run as every package's tests are. */
async function leakingRun(): Promise<Report> {
  const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')))
  const report = join(mkdtempSync(join(tmpdir(), 'leaks-')), 'report.json')
  const args = [vitest, 'run', '--reporter=json', `--outputFile=${report}`]
  try {
    const run = promisify(execFile)(process.execPath, args, { cwd: join(import.meta.dirname, 'leaking') })
    await expect(run).rejects.toMatchObject({ code: 1 })
    return JSON.parse(readFileSync(report, 'utf8'))
  } finally {
    rmSync(dirname(report), { recursive: true })
  }
}

describe('a run of tests that leak', () => {
  let report: Report
  beforeAll(async () => {
    report = await leakingRun()
  })

  const named = (name: string) =>
    report.testResults.flatMap((file) => file.assertionResults).find(({ fullName }) => fullName === name)

  it.each([
    ['an error thrown and caught, with a secret in its message', 'a secret access key of the emulators'],
    ['an error never thrown, with a secret deep in its cause', 'a token of the emulators'],
    ['an error with the bytes of a key in its details', 'a private key'],
    ['prints a token', 'a token of the emulators in console.log'],
    ['writes a signature', 'a signature in stderr'],
    ['warns of a token', 'a token of the emulators in a warning'],
  ])('fails where a test leaks: %s', (name, what) => {
    const { status, failureMessages } = named(name) ?? {}
    expect({ status, why: failureMessages?.join() }).toMatchObject({
      status: 'failed',
      why: expect.stringMatching(new RegExp(`secrets that leaked.*${what}`, 's')),
    })
  })

  it.each(['an error with nothing to hide', 'prints nothing that is secret'])(
    'passes where a test does not: %s',
    (name) => {
      expect(named(name)?.status).toBe('passed')
    },
  )

  it('fails the file where a hook leaks after the last test', () => {
    const file = report.testResults.find(({ name }) => name.endsWith('errors.leaking.ts'))
    expect(file?.status).toBe('failed')
    expect(JSON.stringify(file)).toContain('a token of the emulators in an error')
  })
})
