import { describe, expect, it } from 'vitest'
import { type Answers, readCommandLine, withDefaults } from './command-line.ts'

describe('readCommandLine', () => {
  it('reads what is given', () => {
    const line =
      'nova --services compute,storage --authentication hmac --base-url https://nova.example/ --yes'
    expect(readCommandLine(line.split(' '))).toMatchObject({
      name: 'nova',
      services: ['compute', 'storage'],
      authentication: 'hmac',
      baseUrl: 'https://nova.example',
      yes: true,
    })
    expect(readCommandLine(['--help'])).toBe('help')
  })

  it.each([
    [['Nova'], 'no name of a driver'],
    [['nova', 'more'], 'one NAME, and 2 were given'],
    [['nova', '--services', 'dns'], 'There is no service "dns"'],
    [['nova', '--authentication', 'magic'], 'There is no authentication "magic"'],
    [['nova', '--base-url', 'ftp://nova.example'], 'no address'],
    [['nova', '--package', 'No Name'], 'no name of a package'],
    [['nova', '--colour', 'red'], '--colour'],
  ])('refuses %o', (line, words) => {
    expect(() => readCommandLine(line)).toThrow(TypeError)
    expect(() => readCommandLine(line)).toThrow(words)
  })
})

describe('withDefaults', () => {
  it('gives what was left out, but no name', () => {
    const none: Answers = { yes: true, inside: false }
    expect(withDefaults({ ...none, name: 'nova' })).toEqual({
      name: 'nova',
      packageName: 'cloud-driver-nova',
      services: ['compute'],
      authentication: 'bearer',
      baseUrl: 'https://api.nova.example',
    })
    expect(withDefaults({ ...none, name: 'nova', inside: true }).packageName).toBe('@cloud/nova')
    expect(() => withDefaults(none)).toThrow('NAME is missing')
  })
})
