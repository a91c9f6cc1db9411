import { regionalHost } from './endpoint.ts'
import type { ErrorTable } from './errors.ts'
import type { AwsService } from './service.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html */
export const ec2Version = '2016-11-15'

/** In GovCloud every endpoint of EC2 keeps to FIPS, under its common name. https://docs.aws.amazon.com/general/latest/gr/ec2-service.html */
export const ec2Service: AwsService = {
  name: 'ec2',
  id: 'EC2',
  host: (place) =>
    regionalHost(
      'ec2',
      place.partition.name === 'aws-us-gov' && !place.dualStack ? { ...place, fips: false } : place,
    ),
}

/**
 * EC2's codes by the forms that many of them share, the first that fits; those that say no more than status 400 are `invalid`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export const ec2Errors: ErrorTable = [
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
