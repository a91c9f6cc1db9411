import { describe, expect, it } from 'vitest'
import { hostKeysIn } from './console.ts'
import { answer, mockedDriver } from './testing/mock-ec2.ts'

const block = (...keys: string[]) =>
  `-----BEGIN SSH HOST KEY KEYS-----\r\n${keys.join('\r\n')}\r\n-----END SSH HOST KEY KEYS-----\r\n`

describe('the console', () => {
  it('is decoded', async () => {
    const output = Buffer.from('Linux ünter\n').toString('base64')
    const { form } = answer(
      'GetConsoleOutput',
      `<instanceId>i-1</instanceId><timestamp>2026-01-01T00:00:00.000Z</timestamp><output>${output}</output>`,
    )
    expect(await mockedDriver().getConsoleOutput('i-1')).toEqual({
      text: 'Linux ünter\n',
      at: '2026-01-01T00:00:00.000Z',
    })
    expect(form).toEqual({ Action: 'GetConsoleOutput', Version: '2016-11-15', InstanceId: 'i-1' })
  })

  it('is empty before anything was on it', async () => {
    answer('GetConsoleOutput', '<instanceId>i-1</instanceId>')
    expect(await mockedDriver().getConsoleOutput('i-1')).toEqual({ text: '' })
  })
})

describe('the host keys on a console', () => {
  it('are those of the last whole block', () => {
    const console = `boot\n${block('ssh-rsa AAAA1 root@a')}boot\n${block('ssh-ed25519 AAAA2 root@a', 'ecdsa-sha2-nistp256 AAAA3= root@a')}-----BEGIN SSH HOST KEY KEYS-----\nssh-rsa AAA`
    expect(hostKeysIn(console)).toEqual(['ssh-ed25519 AAAA2 root@a', 'ecdsa-sha2-nistp256 AAAA3= root@a'])
  })

  it('are found behind the prefixes of a log', () => {
    expect(hostKeysIn(block('[   12.3] cloud-init[7]: ssh-ed25519 AAAA2 root@a'))).toEqual([
      'ssh-ed25519 AAAA2 root@a',
    ])
  })

  it('are none before the block is whole', () => {
    expect(hostKeysIn('')).toEqual([])
    expect(hostKeysIn('-----BEGIN SSH HOST KEY KEYS-----\nssh-ed25519 AAAA2')).toEqual([])
  })
})
