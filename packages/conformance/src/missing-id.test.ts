import { CloudError } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { freeId, missingId, notIn, stillMissing } from './missing-id.ts'

/** A cloud that has these ids. */
function cloudOf(ids: Set<string>): (id: string) => Promise<object> {
  return async (id) => {
    if (!ids.has(id)) throw new CloudError('no', { code: 'not-found' })
    return { id }
  }
}

async function* listOf(...ids: string[]) {
  for (const id of ids) yield { id }
}

describe('missingId', () => {
  it('passes over ids that something has', async () => {
    const ids = new Set(['n1', 'n6', 'n5'])
    expect(await missingId('n1', cloudOf(ids))).toBe('n7')
  })

  it('fails where every id of that form is taken', async () => {
    const ids = new Set(Array.from({ length: 10 }, (_, digit) => `n${digit}`))
    await expect(missingId('n1', cloudOf(ids))).rejects.toThrow('every id like n1 names something')
  })
})

describe('stillMissing', () => {
  it('gives another id once something has come to bear the one that it gave', async () => {
    const ids = new Set(['n1'])
    const kept = new Map<string, Promise<unknown>>()
    const shared = <T>(key: string, make: () => Promise<T>) => {
      const value = kept.get(key) ?? make()
      kept.set(key, value)
      return value as Promise<T>
    }
    const ask = () => stillMissing(shared, 'node', 'n1', cloudOf(ids))
    const first = await ask()
    expect(await ask()).toBe(first)
    ids.add(first)
    const second = await ask()
    expect(ids.has(second)).toBe(false)
    expect(await ask()).toBe(second)
  })
})

describe('freeId', () => {
  it('gives an id in the form of one that is there, which the list does not show', async () => {
    expect(await freeId('no-such-image', await notIn(listOf('i1', 'i2', 'i6')), 'i1')).toBe('i5')
  })

  it('gives the plain one where all of that form are taken, or there is no digit to change', async () => {
    const all = Array.from({ length: 10 }, (_, digit) => `i${digit}`)
    expect(await freeId('no-such-image', await notIn(listOf(...all)), 'i1')).toBe('no-such-image')
    expect(await freeId('no-such-image', await notIn(listOf('debian')), 'debian')).toBe('no-such-image')
  })

  it('gives no plain one that is there', async () => {
    expect(await freeId('no-such-size', await notIn(listOf('no-such-size', 'no-such-size-2')))).toBe(
      'no-such-size-3',
    )
  })
})
