import { describe, expect, it } from 'vitest'
import { readAwsError } from './errors.ts'

const read = (body: string, headers: Record<string, string> = {}) =>
  readAwsError([])({ status: 400, headers, body: Buffer.from(body) })

describe('readAwsError', () => {
  it("reads EC2's form", () => {
    const body =
      '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>AuthFailure</Code><Message>No &amp; never</Message></Error></Errors><RequestID>r-1</RequestID></Response>'
    expect(read(body)).toEqual({
      code: 'unauthorized',
      providerCode: 'AuthFailure',
      dated: true,
      message: 'No & never',
      requestId: 'r-1',
    })
  })

  it('reads the form of the other query services', () => {
    const body =
      '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Slow</Message></Error><RequestId>r-2</RequestId></ErrorResponse>'
    expect(read(body)).toEqual({
      code: 'rate-limited',
      providerCode: 'Throttling',
      message: 'Slow',
      requestId: 'r-2',
    })
  })

  it.each([
    ['ExpiredToken', true],
    ['ExpiredTokenException', true],
    ['RequestExpired', true],
    ['InvalidClientTokenId', undefined],
  ])('calls the credentials expired for %s: %s', (code, expired) => {
    expect(read(`<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`)).toMatchObject({
      code: 'unauthorized',
      expired,
    })
  })

  it.each([
    'AuthFailure',
    'InvalidSignatureException',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
  ])('calls the date doubtful for %s', (code) => {
    expect(read(`<ErrorResponse><Error><Code>${code}</Code></Error></ErrorResponse>`)).toMatchObject({
      code: 'unauthorized',
      dated: true,
    })
  })

  it('tells nothing of an answer that is not from AWS', () => {
    const nothing = { code: undefined, providerCode: undefined, message: undefined, requestId: undefined }
    for (const body of ['', '<html><body>Bad gateway</body></html>', '{"message":"no"}'])
      expect(read(body)).toEqual(nothing)
    expect(read('', { 'x-amzn-requestid': 'r-3' })).toEqual({ ...nothing, requestId: 'r-3' })
  })
})
