import { expect, test } from 'vitest'
import { readArguments } from './command-line.ts'
import { problemOf } from './problem.ts'

test('the command line is read into options', () => {
  expect(
    readArguments([
      '--port',
      '8080',
      '--latency=20',
      '--machine',
      'sshd',
      '--digitalocean-port',
      '8081',
      '--cloudstack-port',
      '8082',
    ]),
  ).toMatchObject({
    port: 8080,
    digitalocean: { port: 8081 },
    cloudstack: { port: 8082, zone: 'basic' },
    latencyMs: 20,
    machine: 'sshd',
  })
  expect(readArguments([])).toMatchObject({ machine: 'shell', port: undefined, seed: undefined })
  expect(readArguments(['-h'])).toBe('help')
  expect(readArguments(['--port', '1', '--help'])).toBe('help')
})

test.each([
  [['--port', 'high'], '--port takes a whole number of up to nine digits, not high'],
  [['--port', '-1'], '--port takes a whole number of up to nine digits, not -1'],
  [['--port=80000'], '--port takes a whole number from 0 to 65535, not 80000'],
  [['--digitalocean-port', '65536'], '--digitalocean-port takes a whole number from 0 to 65535, not 65536'],
  [['--port'], '--port takes a value, and none follows: see --help'],
  [['--machine', 'vax'], "--machine does not take 'vax'; known are shell, sshd"],
  [['--region', 'mars'], '--region takes the name of a region, such as eu-west-1, not "mars"'],
  [['--latancy', '5'], 'Unknown option --latancy; did you mean --latency?'],
  [['--colour'], 'Unknown option --colour; known are --region, --machine, --port, --digitalocean-port,'],
  [['--cloudstack-zone', 'core'], "--cloudstack-zone does not take 'core'; known are basic, advanced"],
  [['-x'], 'Unknown option -x; known are --region,'],
  [['4566'], '4566 is no option, and only options are taken: see --help'],
])('%o is refused in words', (args, message) => {
  expect(() => readArguments(args)).toThrow(TypeError)
  expect(() => readArguments(args)).toThrow(message)
})

test('an error of the program itself is no mistake of the command line', () => {
  expect(problemOf(new Error('the gateway broke'))).toEqual({ sentence: 'the gateway broke', exitCode: 1 })
  const forbidden = Object.assign(new Error('listen EACCES'), { code: 'EACCES', port: 80 })
  expect(problemOf(forbidden, { port: 80 })).toMatchObject({
    sentence: expect.stringContaining('Port 80 of 127.0.0.1 is not for this user to open'),
    exitCode: 2,
  })
})
