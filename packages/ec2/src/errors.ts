import type { ErrorTable } from '@cloud/aws'

/**
 * EC2's codes by the forms that many of them share, the first that fits; those that say no more than status 400 are `invalid`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export const errors: ErrorTable = [
  [/^EC2Thr|^Snap.*RateE/, 'rate-limited'],
  [/^(RetryableError|Server_?Internal(Error)?)$/, 'unavailable'],
  [/^(CustomerKeyHasBeenRevoked|TagPolicyViolation)$/, 'forbidden'],
  [
    /^(CannotDelete|ConcurrentTagAccess|DependencyViolation|Gateway\.NotAttached|Idempotent(Instance|Param)|Incorrect|InvalidInstanceID$|InvalidAMIID\.Un|OperationNotPerm|VolumeModificationRate)|InProgress$|NotInModifiable|(Invalid\w*|\.Invalid)State|Already(Assigned|Associated|Covered|Linked)|InUse(By|$)/,
    'conflict',
  ],
  [
    /NotFound(Exception)?$|^InvalidConversionTaskId|\.Unknown$|I[dD]\.Malf|^Invalid(\w*I[dD]|InstanceType|AvailabilityZone|Region)$|^NatGatewayMalf|^NoSuch|NotExist$/,
    'not-found',
  ],
  [/\.Duplicate$|AlreadyExists/, 'already-exists'],
  [/(Limit|Count)Exceeded(Exception)?$|InstanceCapacityExceeded$|IOPSLimit$/, 'quota'],
  [
    /^Insufficient.*(Capacity|Addresses|InSubnet)|(Capacity|HostRequirements|Unavailable|PriceTooLow)$|^ReservationCap/,
    'capacity',
  ],
  [/^(Invalid|Malformed|Missing|Unknown|Unsupported)/, 'invalid'],
]
