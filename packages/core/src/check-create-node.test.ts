import { describe, expect, it } from 'vitest'
import { checkCreateNode } from './check-create-node.ts'

interface Native {
  readonly subnetId?: string
}

const limits = { native: ['subnetId'], tags: { most: 3, key: 8, value: 16 } }
const base = { name: 'web-1', size: 't3.micro', image: 'ami-1' }
const key = `ssh-ed25519 ${Buffer.concat([
  Buffer.from([0, 0, 0, 11]),
  Buffer.from('ssh-ed25519'),
  Buffer.from([0, 0, 0, 32]),
  Buffer.alloc(32, 7),
]).toString('base64')} me@home`
const check = (changes: object) => checkCreateNode<Native>({ ...base, ...changes }, limits)

describe('checkCreateNode', () => {
  it('resolves references to ids and keeps the rest as it is', () => {
    const userData = new Uint8Array([1, 2])
    const rest = {
      authorizedKeys: [key],
      userData,
      tags: { a: '' },
      idempotencyKey: 'k-1',
      native: { subnetId: 's' },
    }
    expect(
      check({
        ...rest,
        size: { id: 'large', kind: 'size', vcpus: 2 },
        image: { id: 'ami-2' },
        location: { id: 'zone-a', kind: 'location' },
      }),
    ).toEqual({ ...rest, name: 'web-1', size: 'large', image: 'ami-2', location: 'zone-a' })
  })

  it('takes the least there is', () => {
    expect(check({})).toEqual({ ...base, location: undefined })
  })

  it('takes members that are there and undefined', () => {
    const absent = { authorizedKeys: undefined, userData: undefined, tags: undefined, native: undefined }
    expect(() => check({ ...absent, idempotencyKey: undefined, location: undefined })).not.toThrow()
  })

  it.each<readonly [string, object, RegExp]>([
    [
      'an option that is not known',
      { nmae: 'x' },
      /createNode has no option "nmae": its options are .*\bname/,
    ],
    [
      'a native option that is not known',
      { native: { subnetid: 's' } },
      /under native .*its options are subnetId/,
    ],
    ['native options that are none', { native: 'subnet' }, /under native must be a plain object/],
    ['an empty name', { name: '' }, /name of the node is empty/],
    ['no name', { name: undefined }, /name of the node must be a string/],
    ['a name with a line end', { name: 'a\nb' }, /control character at 1/],
    ['a name that is too long', { name: 'x'.repeat(256) }, /256 characters: 1 to 255/],
    ['no size', { size: undefined }, /The size must be an id/],
    [
      'an image in place of a size',
      { size: { kind: 'image', id: 'ami-1' } },
      /size is given as a image, and is no size/,
    ],
    ['an empty image', { image: '' }, /id of the image is empty/],
    ['a location that is none', { location: 7 }, /The location must be an id/],
    ['a key that is none', { authorizedKeys: [key, 'ssh-ed25519 AAAA'] }, /authorizedKeys\[1\]: /],
    ['a key in place of a list of keys', { authorizedKeys: key }, /authorizedKeys must be an array/],
    ['a key that is no text', { authorizedKeys: [7] }, /authorizedKeys\[0\] must be a string/],
    ['too many tags', { tags: { a: '', b: '', c: '', d: '' } }, /There are 4 tags: at most 3/],
    ['an empty tag key', { tags: { '': 'x' } }, /key of a tag is empty/],
    ['a tag key that is too long', { tags: { abcdefghi: 'x' } }, /9 characters: 1 to 8/],
    ['a tag value that is too long', { tags: { a: 'x'.repeat(17) } }, /tag a has 17 characters: 0 to 16/],
    ['a tag value that is no text', { tags: { a: 7 } }, /tag a must be a string, and is number/],
    ['a tag value with a control character', { tags: { a: '\u001b[31m' } }, /control character at 0/],
    ['tags that are a list', { tags: ['a'] }, /tags must be a plain object/],
    ['tags that are a text', { tags: 'a=b' }, /tags must be a plain object/],
    ['tags that are a Map', { tags: new Map([['a', 'b']]) }, /tags must be a plain object/],
    ['tags that are null', { tags: null }, /tags must be a plain object/],
    ['native options that are a Map', { native: new Map() }, /under native must be a plain object/],
    ['keys that are null', { authorizedKeys: null }, /authorizedKeys must be an array/],
    [
      'user data of another kind',
      { userData: { packages: [] } },
      /userData must be a string or a Uint8Array/,
    ],
    ['an empty idempotency key', { idempotencyKey: '' }, /1 to 64 printable ASCII/],
    ['an idempotency key with a space', { idempotencyKey: 'a b' }, /1 to 64 printable ASCII/],
    ['an idempotency key that is too long', { idempotencyKey: 'x'.repeat(65) }, /1 to 64 printable ASCII/],
  ])('refuses %s', (_what, changes, message) => {
    expect(() => check(changes)).toThrow(
      expect.objectContaining({
        code: 'invalid',
        outcome: 'not-applied',
        message: expect.stringMatching(message),
      }),
    )
  })

  it.each([null, undefined, 'web-1'])('refuses %o in place of options', (options) => {
    expect(() => checkCreateNode(options as never, limits)).toThrow(
      expect.objectContaining({ code: 'invalid', message: 'createNode must be a plain object' }),
    )
  })
})
