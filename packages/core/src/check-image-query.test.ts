import { describe, expect, it } from 'vitest'
import { checkImageQuery } from './check-image-query.ts'

describe('checkImageQuery', () => {
  it('lets every condition of the contract pass', () => {
    const query = { name: 'debian-*', owner: 'self', architecture: 'arm64' } as const
    expect(checkImageQuery(query)).toBe(query)
    expect(checkImageQuery({ name: undefined, owner: undefined, architecture: undefined })).toBeDefined()
  })

  it.each<readonly [unknown, string]>([
    [{ architecture: 'weird' }, 'There is no architecture "weird": x86_64, arm64 or other'],
    [{ architecture: null }, 'There is no architecture null'],
    [{ architecture: 'toString' }, 'There is no architecture "toString"'],
    [{ arch: 'arm64' }, 'listImages has no option "arch": its options are name, owner, architecture'],
    [{ name: /debian/ }, 'The name must be a string'],
    [{ owner: '' }, 'The owner is empty'],
    ['debian', 'listImages must be a plain object'],
  ])('refuses %o', (query, message) => {
    expect(() => checkImageQuery(query as never)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining(message) }),
    )
  })
})
