import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { failure } from '../testing/operations.ts'
import { recordingShell } from '../testing/recording-shell.ts'
import type { Step } from './step.ts'
import { steps } from './steps.ts'

const saying = (title: string, text: string): Step => ({
  title,
  run: async (shell, context) => ({
    title,
    ...(await shell.run([title], context)),
    stdout: text,
    durationMs: 5,
  }),
})

describe('steps', () => {
  it('runs its steps in order and adds up what they did', async () => {
    const shell = recordingShell()
    const group = steps('both', [saying('a', 'A\n'), saying('b', 'B\n')])
    expect(await group.run(shell, {})).toEqual({
      title: 'both',
      exitCode: 0,
      stdout: 'A\nB\n',
      stderr: '',
      durationMs: 10,
      steps: [
        { title: 'a', exitCode: 0, stdout: 'A\n', stderr: '', durationMs: 5 },
        { title: 'b', exitCode: 0, stdout: 'B\n', stderr: '', durationMs: 5 },
      ],
    })
    expect(shell.done).toEqual([['a'], ['b']])
  })

  it('ends at the first that fails, and names the group', async () => {
    const shell = recordingShell()
    const broken = new CloudError('"b" ended with exit code 1', {
      code: 'failed',
      details: { result: { exitCode: 1 } },
    })
    const group = steps('outer', [
      saying('a', ''),
      steps('inner', [{ title: 'b', run: () => Promise.reject(broken) }]),
      saying('c', ''),
    ])
    expect(await failure(group.run(shell, {}))).toMatchObject({
      code: 'failed',
      message: 'outer: inner: "b" ended with exit code 1',
      details: { result: { exitCode: 1 } },
    })
    expect(shell.done).toEqual([['a']])
  })

  it('keeps what was done in groups within groups', async () => {
    const broken = new CloudError('"d" ended with exit code 1', { code: 'failed' })
    const group = steps('outer', [
      saying('a', 'A'),
      steps('middle', [
        saying('b', 'B'),
        steps('inner', [saying('c', 'C'), { title: 'd', run: () => Promise.reject(broken) }]),
      ]),
    ])
    const error = await failure(group.run(recordingShell(), {}))
    expect((error as CloudError).details?.steps).toMatchObject([
      { title: 'a', exitCode: 0 },
      {
        title: 'middle',
        exitCode: null,
        stdout: 'BC',
        steps: [
          { title: 'b', exitCode: 0 },
          { title: 'inner', exitCode: null, steps: [{ title: 'c', stdout: 'C' }] },
        ],
      },
    ])
  })

  it('checks its steps in order, up to the first that lacks something', async () => {
    const checked: string[] = []
    const checking = (title: string, error?: Error): Step => ({
      ...saying(title, ''),
      check: async () => {
        checked.push(title)
        if (error) throw error
      },
    })
    const lacking = new CloudError('no such file', { code: 'invalid' })
    const group = steps('g', [
      saying('a', ''),
      steps('h', [checking('b'), checking('c', lacking)]),
      checking('d'),
    ])
    expect(await failure(Promise.resolve(group.check?.()))).toBe(lacking)
    expect(checked).toEqual(['b', 'c'])
  })

  it('leaves an error that is none of ours as it is', async () => {
    const bug = new TypeError('no such member')
    const group = steps('g', [{ title: 'x', run: () => Promise.reject(bug) }])
    expect(await failure(group.run(recordingShell(), {}))).toBe(bug)
  })

  it('gives each step the signal, the time and the listener', async () => {
    const shell = recordingShell(() => ({ stdout: 'out' }))
    const texts: string[] = []
    const { signal } = new AbortController()
    await steps('g', [saying('a', ''), saying('b', '')]).run(shell, {
      signal,
      timeoutMs: 7,
      onOutput: ({ text }) => texts.push(text),
    })
    expect(texts).toEqual(['out', 'out'])
    expect(shell.options.map((options) => [options.signal, options.timeoutMs])).toEqual([
      [signal, 7],
      [signal, 7],
    ])
  })

  it.each<readonly [string, () => unknown, RegExp]>([
    ['a step that is none', () => steps('g', [saying('a', ''), {} as never]), /^g: steps\[1\] is no step/],
    ['a step that is a text', () => steps('g', ['uname' as never]), /^g: steps\[0\] is no step: such as/],
    ['one step in place of a list', () => steps('g', saying('a', '') as never), /must be an array/],
    ['no list', () => steps('g', undefined as never), /must be an array/],
    ['no title', () => steps([] as never, []), /title must be a string/],
    [
      'options',
      () => steps('g', [], { sudo: true } as never),
      /steps has no option "sudo": its options are none/,
    ],
  ])('refuses %s when it is made', (_what, make, message) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching(message) }),
    )
  })

  it('may be empty', async () => {
    expect(await steps('none', []).run(recordingShell(), {})).toMatchObject({ exitCode: 0, steps: [] })
  })
})
