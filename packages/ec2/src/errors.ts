import type { ErrorTable } from '@cloud/aws'

/** EC2's codes, and the forms that many of them share. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
export const errors: ErrorTable = [
  [
    /^(DependencyViolation|Idempotent(InstanceTerminated|ParameterMismatch)|Incorrect\w*State|InvalidState|OperationNotPermitted)$/,
    'conflict',
  ],
  [/^EC2Thr|^Snap.*RateE/, 'rate-limited'],
  [/^Server_InternalError$/, 'unavailable'],
  [/\.(NotFound|Unknown)$|I[dD]\.Malf|^InvalidInstanceType$/, 'not-found'],
  [/\.(Duplicate|AlreadyExists)$/, 'already-exists'],
  [/InUse$/, 'conflict'],
  [/(Limit|Count)Exceeded$/, 'quota'],
  [/^Insufficient.*(Capacity|Addresses|InSubnet)/, 'capacity'],
  [/^(Invalid|Malformed|Missing|Unknown|Unsupported)/, 'invalid'],
]
