import { type XmlFields, xmlWriter } from '../ec2/xml.ts'

const fields = xmlWriter('member')

const namespace = (version: string) => `http://elasticloadbalancing.amazonaws.com/doc/${version}/`

interface Answer {
  readonly version: string
  readonly id: string
  readonly action: string
  readonly body: XmlFields
}

/** The answer to an action: its result, and the request's id behind it. */
export const answerDocument = ({ version, id, action, body }: Answer): string =>
  `<${action}Response xmlns="${namespace(version)}">${fields({
    [`${action}Result`]: body,
    ResponseMetadata: { RequestId: id },
  })}</${action}Response>`

interface ErrorAnswer {
  readonly version: string
  readonly id: string
  readonly code: string
  readonly message: string
  readonly status: number
}

export const errorDocument = ({ version, id, code, message, status }: ErrorAnswer): string =>
  `<ErrorResponse xmlns="${namespace(version)}">${fields({
    Error: { Type: status >= 500 ? 'Receiver' : 'Sender', Code: code, Message: message },
    RequestId: id,
  })}</ErrorResponse>`
