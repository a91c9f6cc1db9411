import { type Output, systemClock } from '@cloud/core'
import type { ServerChannel } from 'ssh2'
import { afterEach, expect, test } from 'vitest'
import { closeAll, failure, finish, machine } from './testing/machine.ts'

afterEach(closeAll)

test('a command gives its output, both streams apart, and its exit code', async () => {
  const { shell } = await machine({
    exec: (_line, channel) => {
      channel.stderr.write('warning\n')
      finish(channel, 'done\n', 3)
    },
  })
  expect(await shell.run(['make'])).toEqual({
    exitCode: 3,
    stdout: 'done\n',
    stderr: 'warning\n',
    durationMs: expect.any(Number),
  })
})

test('arguments reach the machine quoted, whatever is in them', async () => {
  const { shell } = await machine({ exec: (line, channel) => finish(channel, line) })
  expect((await shell.run(['echo', "it's; rm -rf /", '$HOME'])).stdout).toBe(
    `echo 'it'\\''s; rm -rf /' '$HOME'`,
  )
  expect(await failure(shell.run([]))).toMatchObject({ code: 'invalid' })
  expect(await failure(shell.run(['a\0b']))).toMatchObject({ code: 'invalid' })
})

test('a signal that ended the command is told by its name, with no exit code', async () => {
  const { shell } = await machine({
    exec: (_line, channel) => {
      channel.exit('KILL')
      channel.end()
    },
  })
  expect(await shell.run(['sleep', '9'])).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
})

test('a character that comes in two packets is told as one', async () => {
  const told: Output[] = []
  const { shell } = await machine({
    exec: (_line, channel) => {
      const bytes = Buffer.from('a€b')
      channel.write(bytes.subarray(0, 2))
      setTimeout(() => finish(channel), 60)
      setTimeout(() => channel.write(bytes.subarray(2)), 30)
    },
  })
  const result = await shell.run(['cat'], { onOutput: (output) => told.push(output) })
  expect(told.map((output) => output.text)).toEqual(['a', '€b'])
  expect(result.stdout).toBe('a€b')
})

test('output is told as it comes, while the command still runs', async () => {
  let running: ServerChannel | undefined
  const { shell } = await machine({
    exec: (_line, channel) => {
      running = channel
      channel.write('one\n')
    },
  })
  const first = Promise.withResolvers<Output>()
  const result = shell.run(['build'], { onOutput: first.resolve })
  expect(await first.promise).toEqual({ stream: 'stdout', text: 'one\n' })
  if (running) finish(running, 'two\n')
  expect((await result).stdout).toBe('one\ntwo\n')
})

test('of long output the last MiB is kept, all of it told', async () => {
  const line = `${'x'.repeat(1023)}\n`
  const { shell } = await machine({
    exec: (_line, channel) => {
      channel.write('begin')
      for (let count = 0; count < 3 * 1024; count++) channel.write(line)
      finish(channel, 'end')
    },
  })
  let told = 0
  const { stdout } = await shell.run(['yes'], { onOutput: ({ text }) => (told += text.length) })
  expect(told).toBe('begin'.length + 3 * 1024 * 1024 + 'end'.length)
  expect(stdout.length).toBe(1024 * 1024)
  expect(stdout.endsWith(`${line}end`)).toBe(true)
})

test('input is sent whole and closed; without any the command reads an end of file', async () => {
  const { shell } = await machine({
    exec: (_line, channel) => {
      const read: Buffer[] = []
      channel.on('data', (bytes: Buffer) => read.push(bytes))
      channel.on('end', () => finish(channel, String(Buffer.concat(read).length)))
    },
  })
  expect((await shell.run(['wc', '-c'], { stdin: new Uint8Array(3_000_000) })).stdout).toBe('3000000')
  expect((await shell.run(['wc', '-c'], { stdin: 'häß' })).stdout).toBe('5')
  expect((await shell.run(['wc', '-c'])).stdout).toBe('0')
})

test('a channel that closes without an exit status leaves the outcome unknown', async () => {
  const { shell } = await machine({ exec: (_line, channel) => channel.close() })
  expect(await failure(shell.run(['true']))).toMatchObject({
    code: 'network',
    outcome: 'unknown',
    retryable: false,
    provider: 'ssh',
    operation: 'run',
  })
})

test('a connection that is lost while a command runs leaves the outcome unknown', async () => {
  const { shell, server } = await machine({
    exec: (_line, channel) => {
      channel.write('begun')
      setTimeout(() => {
        for (const socket of server.sockets) socket.resetAndDestroy()
      }, 20)
    },
  })
  expect(await failure(shell.run(['true']))).toMatchObject({ code: 'network', outcome: 'unknown' })
  expect(await failure(shell.run(['true']))).toMatchObject({ code: 'network', outcome: 'not-applied' })
})

test('an abort is told at once and closes the channel; the session lives on', async () => {
  let closed = false
  const { shell } = await machine({
    exec: (line, channel) => {
      if (line === 'true') return finish(channel)
      channel.write('running')
      channel.on('close', () => {
        closed = true
      })
      channel.resume()
    },
  })
  const controller = new AbortController()
  const told: string[] = []
  const call = shell.run(['sleep', '60'], {
    signal: controller.signal,
    onOutput: ({ text }) => {
      told.push(text)
      controller.abort(new Error('enough'))
    },
  })
  const startedAt = systemClock.now()
  expect(await failure(call)).toMatchObject({
    code: 'aborted',
    outcome: 'unknown',
    cause: expect.objectContaining({ message: 'enough' }),
  })
  expect(systemClock.now() - startedAt).toBeLessThan(1_000)
  await expect.poll(() => closed).toBe(true)
  expect((await shell.run(['true'])).exitCode).toBe(0)
  expect(told).toEqual(['running'])
})

test('a command that is given up is asked to end before its channel is closed', async () => {
  const heard: string[] = []
  const { shell } = await machine({
    exec: () => heard.splice(0),
    config: { debug: (line) => heard.push(line.replace(/^\[[\d.]+\] /, '')) },
  })
  await failure(shell.run(['sleep', '60'], { timeoutMs: 50 }))
  await expect
    .poll(() => heard.filter((line) => /CHANNEL_(REQUEST|CLOSE)/.test(line)).slice(0, 2))
    .toEqual(['Inbound: CHANNEL_REQUEST (r:0, signal: TERM)', 'Inbound: CHANNEL_CLOSE (r:0)'])
})

test('a command that takes longer than it may ends with timeout, its outcome unknown', async () => {
  const { shell } = await machine({ exec: () => {} })
  expect(await failure(shell.run(['sleep', '60'], { timeoutMs: 30 }))).toMatchObject({
    code: 'timeout',
    outcome: 'unknown',
    details: { timeoutMs: 30 },
  })
})

test('a signal that aborted before sends nothing', async () => {
  const lines: string[] = []
  const { shell } = await machine({
    exec: (line, channel) => {
      lines.push(line)
      finish(channel)
    },
  })
  const error = await failure(shell.run(['first'], { signal: AbortSignal.abort() }))
  expect(error).toMatchObject({ code: 'aborted', outcome: 'not-applied' })
  await shell.run(['second'])
  expect(lines).toEqual(['second'])
})

test('an error in the listener is the error of the call', async () => {
  const { shell } = await machine({ exec: (_line, channel) => channel.write('output') })
  const own = new Error('my own')
  const call = shell.run(['true'], {
    onOutput: () => {
      throw own
    },
  })
  expect(await failure(call)).toBe(own)
})

test('a rejection of the listener is the error of the call, and ends the command', async () => {
  let closed = false
  const { shell } = await machine({
    exec: (_line, channel) => {
      channel.write('output')
      channel.on('close', () => {
        closed = true
      })
      channel.resume()
    },
  })
  const own = new Error('my own')
  expect(await failure(shell.run(['sleep', '60'], { onOutput: () => Promise.reject(own) }))).toBe(own)
  await expect.poll(() => closed).toBe(true)
})

test('a call is over when its listener has heard all', async () => {
  const heard: string[] = []
  const { shell } = await machine({ exec: (_line, channel) => finish(channel, 'output') })
  const later = () => new Promise((resolve) => setTimeout(resolve, 50))
  await shell.run(['true'], { onOutput: ({ text }) => later().then(() => heard.push(text)) })
  expect(heard).toEqual(['output'])
  const own = new Error('my own')
  const onOutput = () => later().then(() => Promise.reject(own))
  expect(await failure(shell.run(['true'], { onOutput }))).toBe(own)
})

test('a listener that never settles does not keep a call from being aborted', async () => {
  const { shell } = await machine({ exec: (_line, channel) => finish(channel, 'output') })
  const onOutput = () => new Promise<void>(() => {})
  expect(await failure(shell.run(['true'], { onOutput, timeoutMs: 60 }))).toMatchObject({ code: 'timeout' })
})
