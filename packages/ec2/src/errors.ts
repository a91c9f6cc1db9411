import { commonErrors, type ErrorTable, errorTable } from '@cloud/aws'
import type { ErrorCode } from '@cloud/core'

/** EC2's codes that its families below do not tell. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const errors: ErrorTable = {
  ...commonErrors,
  .../* @__PURE__ */ errorTable({
    conflict:
      'DependencyViolation IdempotentInstanceTerminated IdempotentParameterMismatch IncorrectInstanceState IncorrectState InvalidState OperationNotPermitted',
    'rate-limited': 'EC2ThrottledException',
    unavailable: 'Server_InternalError',
  }),
}

/** Codes that share their form. */
const families: readonly (readonly [form: RegExp, code: ErrorCode])[] = [
  [/\.(NotFound|Malformed|Unknown)$/, 'not-found'],
  [/^InvalidInstanceType$/, 'not-found'],
  [/\.(Duplicate|AlreadyExists)$/, 'already-exists'],
  [/(\.InUse|InUse)$/, 'conflict'],
  [/(Limit|Count)Exceeded$/, 'quota'],
  [/^Insufficient.*(Capacity|Addresses|InSubnet)/, 'capacity'],
  [/^(Invalid|Malformed|Missing|Unknown|Unsupported)/, 'invalid'],
]

/** An error code of EC2 in our terms; undefined for one that follows from its HTTP status at best. */
export function codeOf(ec2Code: string): ErrorCode | undefined {
  return Object.hasOwn(errors, ec2Code) ? errors[ec2Code] : families.find(([form]) => form.test(ec2Code))?.[1]
}
