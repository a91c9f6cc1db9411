import type { Reporter } from 'vitest/node'

/**
 * Closes the run with `N passed, N failed`, alone on the last line. A file that did not load, a hook that failed and an error
 * outside of any test count as failures. Skipped tests are told on the line before.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules, unhandledErrors) => {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      if (module.errors().length > 0) count.failed += 1
      for (const suite of module.children.allSuites()) if (suite.errors().length > 0) count.failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed' || state === 'failed' || state === 'skipped') count[state] += 1
      }
    }
    process.on('exit', () => {
      if (count.skipped > 0) process.stdout.write(`${count.skipped} skipped\n`)
      process.stdout.write(`${count.passed} passed, ${count.failed} failed\n`)
    })
  }
}
