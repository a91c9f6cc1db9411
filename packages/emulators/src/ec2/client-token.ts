import type { Ec2, Effect } from './action.ts'
import { invalidValue, Refusal } from './refusal.ts'
import type { XmlFields } from './xml.ts'

/** What a request with a client token made: the same request again is told of it and makes nothing. */
export interface Creation {
  readonly request: string
  readonly answer: () => XmlFields
}

/** Makes the thing, and returns the function that tells of it now and later. */
type Make = () => () => XmlFields

/** Of the requests of one action that share a client token, the first has the effect. Throws for another request under the token. */
export function once<I extends { readonly ClientToken?: string }>(
  ec2: Ec2,
  action: string,
  input: I,
  plan: () => Make,
): Effect {
  const token = input.ClientToken
  if (!token) {
    const make = plan()
    return () => make()()
  }
  if (!/^[\0-\x7f]{1,64}$/.test(token))
    throw invalidValue('The client token is limited to 64 ASCII characters')
  const key = `${action} ${token}`
  const request = requestText(input)
  const before = ec2.creations.get(key)
  if (before && before.request !== request) {
    throw new Refusal(
      'IdempotentParameterMismatch',
      `The request has the same client token as a previous one, with other parameters: ${token}`,
    )
  }
  if (before) return before.answer
  const make = plan()
  return () => {
    const answer = make()
    ec2.creations.set(key, { request, answer })
    return answer()
  }
}

/** What must be the same for a token to mean the same request. */
export function requestText(input: object): string {
  const named = Object.entries(input).filter(([name]) => name !== 'ClientToken' && name !== 'DryRun')
  return JSON.stringify(named.sort(([a], [b]) => (a < b ? -1 : 1)))
}
