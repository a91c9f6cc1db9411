import type { ErrorCode } from '@cloud/core'
import { describe, expect, it } from 'vitest'
import { errorCodes } from './testing/error-codes.ts'
import { mockedDriver, refuse } from './testing/mock-ec2.ts'

const rows = Object.entries(errorCodes).flatMap(([ours, theirs]) =>
  theirs.split(/\s+/).map((each) => [each, ours as ErrorCode] as const),
)
const isLater = (code: ErrorCode) => ['rate-limited', 'unavailable'].includes(code)

describe("EC2's error codes", () => {
  it.each(rows)('%s is %s', async (providerCode, code) => {
    refuse(400, providerCode)
    const driver = mockedDriver({ retry: { attempts: 1 } })
    await expect(driver.rebootNode('i-0a1')).rejects.toMatchObject({
      code,
      providerCode,
      retryable: isLater(code),
      outcome: code === 'unavailable' ? 'unknown' : 'not-applied',
    })
  })

  it('are each in the table once', () => {
    const names = rows.map(([name]) => name)
    expect(names).toEqual([...new Set(names)])
  })
})
