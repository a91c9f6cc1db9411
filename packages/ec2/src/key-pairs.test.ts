import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILxtmOcNHRR4O6BSVRwBtCMZc7HS5kGoB9Fb0RwHUCnc me@here'
const pair = (extra = '') =>
  `<keyName>laptop</keyName><keyPairId>key-1</keyPairId><keyFingerprint>Uu2v=</keyFingerprint>${extra}`

describe('key pairs', () => {
  it('are listed with their public keys, by their whole name', async () => {
    const { form } = answer(
      'DescribeKeyPairs',
      `<keySet><item>${pair(`<publicKey>${publicKey}\n</publicKey>`)}</item></keySet>`,
    )
    expect(await mockedDriver().listKeyPairs({ name: 'lap*' }).toArray()).toMatchObject([
      {
        kind: 'key-pair',
        id: 'laptop',
        name: 'laptop',
        fingerprint: 'Uu2v=',
        publicKey,
        native: { keyPairId: 'key-1' },
      },
    ])
    expect(form).toMatchObject({
      IncludePublicKey: 'true',
      'Filter.1.Name': 'key-name',
      'Filter.1.Value.1': 'lap\\*',
    })
  })

  it('made by EC2 carry their private key once, and nothing prints it', async () => {
    const { form } = answer('CreateKeyPair', `${pair()}<keyMaterial>-----BEGIN X</keyMaterial>`)
    const created = await mockedDriver().createKeyPair({ name: 'laptop' })
    expect(form).toEqual({
      Action: 'CreateKeyPair',
      Version: '2016-11-15',
      KeyName: 'laptop',
      KeyType: 'ed25519',
    })
    expect(created.privateKey.reveal()).toBe('-----BEGIN X')
    const printed = [
      JSON.stringify(created),
      inspect(created, { depth: 9, showHidden: true }),
      `${created.privateKey}`,
    ]
    for (const text of printed) expect(text).not.toContain('BEGIN X')
  })

  it('are not made twice: a lost answer leaves the outcome open', async () => {
    reply(500, '')
    await expect(mockedDriver().createKeyPair({ name: 'laptop' })).rejects.toMatchObject({
      outcome: 'unknown',
    })
    refuse(400, 'InvalidKeyPair.Duplicate')
    await expect(mockedDriver().createKeyPair({ name: 'laptop' })).rejects.toMatchObject({
      code: 'already-exists',
      outcome: 'not-applied',
    })
  })

  it('are imported as base64 of the line', async () => {
    const { form } = answer('ImportKeyPair', pair())
    expect(await mockedDriver().importKeyPair({ name: 'laptop', publicKey })).toMatchObject({
      id: 'laptop',
      publicKey,
    })
    expect(Buffer.from(form.PublicKeyMaterial ?? '', 'base64').toString()).toBe(publicKey)
  })

  it('whose import lost its answer are found by their name and key', async () => {
    reply(500, '')
    answer('DescribeKeyPairs', `<keySet><item>${pair(`<publicKey>${publicKey}</publicKey>`)}</item></keySet>`)
    expect(await mockedDriver().importKeyPair({ name: 'laptop', publicKey })).toMatchObject({ id: 'laptop' })
  })

  it('that somebody else imported meanwhile are not taken for ours', async () => {
    const other = publicKey.replace('UCnc', 'UCnd')
    reply(500, '')
    answer('DescribeKeyPairs', `<keySet><item>${pair(`<publicKey>${other}</publicKey>`)}</item></keySet>`)
    refuse(400, 'InvalidKeyPair.Duplicate')
    answer('DescribeKeyPairs', `<keySet><item>${pair(`<publicKey>${other}</publicKey>`)}</item></keySet>`)
    await expect(mockedDriver().importKeyPair({ name: 'laptop', publicKey })).rejects.toMatchObject({
      code: 'already-exists',
    })
  })

  it('are looked for before they are deleted, since EC2 deletes what is not there', async () => {
    answer('DescribeKeyPairs', `<keySet><item>${pair()}</item></keySet>`)
    const { form } = answer('DeleteKeyPair', '<return>true</return>')
    await mockedDriver().deleteKeyPair('laptop')
    expect(form.KeyName).toBe('laptop')
    refuse(400, 'InvalidKeyPair.NotFound')
    await expect(mockedDriver().deleteKeyPair('laptop')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are not listed by what is no name', () => {
    expect(() => mockedDriver().listKeyPairs({ name: 5 } as never)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining('must be a string') }),
    )
  })

  it.each([
    ['a name that is empty', { name: '', publicKey }],
    ['a private key', { name: 'a', publicKey: '-----BEGIN OPENSSH PRIVATE KEY-----' }],
    ['a key of DSA', { name: 'a', publicKey: 'ssh-dss AAAAB3NzaC1kc3M=' }],
  ])('refuse %s before anything is sent', async (_what, options) => {
    await expect(mockedDriver().importKeyPair(options)).rejects.toMatchObject({ code: 'invalid' })
  })
})
