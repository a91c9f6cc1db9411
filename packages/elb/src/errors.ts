import type { ErrorTable } from '@cloud/aws'

/**
 * The codes of both versions of the API, the first form that fits; those that say no more than status 400 are `invalid`.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html
 */
export const errors: ErrorTable = [
  [/^DependencyThrottle$/, 'rate-limited'],
  [/^HealthUnavailable$/, 'unavailable'],
  [/^(ALPNPolicyNotFound|DeleteAssociationSameAccount|DuplicateTagKeys)$/, 'invalid'],
  [/NotFound$|^Invalid(Instance|SecurityGroup)$/, 'not-found'],
  [/^Duplicate|^PriorityInUse$/, 'already-exists'],
  [/^TooMany|LimitExceeded$|AssociationLimit$/, 'quota'],
  [
    /InUse$|^OperationNotPermitted$|^TrustStoreNotReady$|^CapacityReservationPending$|NotComplete$/,
    'conflict',
  ],
  [/^InsufficientCapacity$/, 'capacity'],
  [/^(Incompatible|Invalid|Malformed|Missing|Unknown|Unsupported|Validation)|NotSupported$/, 'invalid'],
]
