import { describe, expect, it } from 'vitest'
import { tellRequests, unlike } from './requests.ts'

const at = (atMs: number, ...names: readonly string[]) => names.map((name) => ({ name, atMs }))

describe('the requests of an operation', () => {
  it.each([
    { sent: at(0, 'Describe', 'Delete'), told: '2: Describe, Delete' },
    { sent: at(0, 'Describe', 'Describe', 'Delete'), told: '3: Describe x 2, Delete' },
    { sent: at(0, 'Describe', 'Delete', 'Describe'), told: '3: Describe, Delete, Describe' },
  ])('are counted and named in order: $told', ({ sent, told }) => {
    expect(tellRequests(sent)).toBe(told)
  })

  it('are counted once where one is sent until it is done', () => {
    const polled = [...at(0, 'Create', 'Job'), ...at(500, 'Job'), ...at(900, 'Job', 'Get')]
    expect(tellRequests(polled)).toBe('3: Create, Job, Get')
  })

  it('are counted each where several are asked for beside each other, and once each where those are asked again', () => {
    const beside = [...at(0, 'Create', 'Create', 'Job', 'Job'), ...at(500, 'Job', 'Job')]
    expect(tellRequests(beside)).toBe('4: Create x 2, Job x 2')
  })

  it('that are not those of the table are told with what the table says, be they more or fewer', () => {
    const reviewed = { same: '1: Get', more: '1: Get', gone: '1: Get' }
    expect(unlike(reviewed, { same: '1: Get', more: '2: Get x 2', another: '1: Put' })).toEqual([
      'more: 2: Get x 2\n  in the table: 1: Get',
      'gone: is gone\n  in the table: 1: Get',
      'another: 1: Put\n  in the table: nothing',
    ])
  })
})
