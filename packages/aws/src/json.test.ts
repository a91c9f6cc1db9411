import { describe, expect, it } from 'vitest'
import { jsonRequest, readAwsJsonError } from './json.ts'

const read = (body: string, headers: Record<string, string> = {}) =>
  readAwsJsonError([[/^NotFoundException$/, 'not-found']])({ status: 400, headers, body: Buffer.from(body) })

describe('jsonRequest', () => {
  it('names its operation in a header', () => {
    expect(jsonRequest('AWSPriceListService.GetProducts', { MaxResults: 1, NextToken: undefined })).toEqual({
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSPriceListService.GetProducts',
      },
      body: '{"MaxResults":1}',
    })
  })
})

describe('readAwsJsonError', () => {
  it.each([
    ['{"__type":"com.amazonaws.pricing#NotFoundException","message":"No"}', 'NotFoundException', 'not-found'],
    ['{"__type":"ThrottlingException","Message":"No"}', 'ThrottlingException', 'rate-limited'],
    [
      '{"__type":"InvalidSignatureException:http://a/","message":"No"}',
      'InvalidSignatureException',
      'unauthorized',
    ],
    ['{"__type":"InvalidParameterException","message":"No"}', 'InvalidParameterException', undefined],
  ])('reads %s', (body, providerCode, code) => {
    expect(read(body, { 'x-amzn-requestid': 'r-1' })).toMatchObject({
      providerCode,
      code,
      message: 'No',
      requestId: 'r-1',
    })
  })

  it('reads the code of a header, and nothing of what is not from AWS', () => {
    expect(read('{}', { 'x-amzn-errortype': 'AccessDeniedException' })).toMatchObject({ code: 'forbidden' })
    for (const body of ['', '<html>', '[]', 'null', '{"__type":5}'])
      expect(read(body)).toMatchObject({ code: undefined, providerCode: undefined, message: undefined })
  })
})
