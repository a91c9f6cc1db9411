import { describe, expect, it } from 'vitest'
import { answer, droplet, mockedDriver, refuse } from './testing/mock-digitalocean.ts'

const resources = { resources: [{ resource_id: '7', resource_type: 'droplet' }] }
const node = { kind: 'node', id: '7' } as const
const tagged = (...tags: string[]) => answer('GET /droplets/7', 200, droplet(7, { tags }))

describe('setTags', () => {
  it('makes the tag, puts it on, and only then takes the old value off', async () => {
    tagged('role:db', 'Kept:1', 'cloud-intent:x')
    const made = answer('POST /tags', 201, { tag: { name: 'role:web' } })
    const put = answer('POST /tags/role%3Aweb/resources', 204)
    const taken = answer('DELETE /tags/role%3Adb/resources', 204)
    await mockedDriver().setTags(node, { role: 'web', kept: '1' })
    expect([made.body, put.body, taken.body]).toEqual([{ name: 'role:web' }, resources, resources])
  })

  it('goes on where the tag is there already', async () => {
    tagged()
    refuse('POST /tags', 422, 'unprocessable_entity')
    answer('GET /tags/solo', 200, { tag: { name: 'solo' } })
    answer('POST /tags/solo/resources', 204)
    await mockedDriver().setTags(node, { solo: '' })
    tagged()
    refuse('POST /tags', 422, 'unprocessable_entity')
    refuse('GET /tags/solo', 404, 'not_found')
    await expect(mockedDriver().setTags(node, { solo: '' })).rejects.toMatchObject({
      code: 'invalid',
      operation: 'tags_create',
    })
  })

  it.each([
    [{ 'a b': 'c' }, 'cannot be stored'],
    [{ a: 'é' }, 'cannot be stored'],
    [{ 'cloud-intent': 'x' }, "driver's own"],
  ])('refuses %j before it sends anything', async (wrong, message) => {
    await expect(mockedDriver().setTags(node, wrong)).rejects.toThrow(message)
  })

  it('refuses what cannot be tagged', async () => {
    const key = { kind: 'key-pair', id: '7' } as never
    await expect(mockedDriver().setTags(key, { a: 'b' })).rejects.toThrow('a node, a volume, an image')
  })
})

describe('removeTags', () => {
  it("takes all tags of the keys off, never the driver's own", async () => {
    tagged('role:db', 'ROLE:web', 'solo', 'cloud-intent:x', 'other')
    answer('DELETE /tags/role%3Adb/resources', 204)
    answer('DELETE /tags/ROLE%3Aweb/resources', 204)
    refuse('DELETE /tags/solo/resources', 404, 'not_found')
    await mockedDriver().removeTags(node, ['role', 'solo', 'cloud-intent', 'never'])
  })
})
