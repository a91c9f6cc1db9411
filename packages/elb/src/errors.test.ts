import type { ErrorCode } from '@cloud/core'
import { awsModel } from '@tooling/vitest/aws-model'
import { describe, expect, it } from 'vitest'
import { loadBalancers } from './index.ts'
import { balancerId, options, refuse } from './testing/mock-elb.ts'

/** The codes of both versions of the API, and those that all services may answer with. */
const errorCodes: Readonly<Partial<Record<ErrorCode, string>>> = {
  'not-found': `AllocationIdNotFound AssociationNotFound CaCertificatesBundleNotFound CertificateNotFound InvalidInstance
    InvalidSecurityGroup ListenerNotFound LoadBalancerAttributeNotFound LoadBalancerNotFound PolicyNotFound PolicyTypeNotFound
    ResourceNotFound RevocationContentNotFound RevocationIdNotFound RuleNotFound SSLPolicyNotFound SubnetNotFound
    TargetGroupNotFound TrustStoreNotFound`,
  'already-exists': `DuplicateListener DuplicateLoadBalancerName DuplicatePolicyName DuplicateTargetGroupName DuplicateTrustStoreName
    PriorityInUse`,
  quota: `CapacityDecreaseRequestLimitExceeded CapacityUnitsLimitExceeded TargetGroupAssociationLimit TooManyActions
    TooManyCertificates TooManyListeners TooManyLoadBalancers TooManyPolicies TooManyRegistrationsForTargetId TooManyRules
    TooManyTags TooManyTargetGroups TooManyTargets TooManyTrustStoreRevocationEntries TooManyTrustStores
    TooManyUniqueTargetGroupsPerLoadBalancer`,
  conflict: `CapacityReservationPending OperationNotPermitted PriorRequestNotComplete ResourceInUse TrustStoreInUse
    TrustStoreNotReady`,
  capacity: 'InsufficientCapacity',
  invalid: `ALPNPolicyNotFound AvailabilityZoneNotSupported DeleteAssociationSameAccount DuplicateTagKeys IncompatibleProtocols
    InvalidCaCertificatesBundle InvalidConfigurationRequest InvalidLoadBalancerAction InvalidRevocationContent InvalidScheme
    InvalidSubnet InvalidTarget UnsupportedProtocol ValidationError MalformedQueryString MissingParameter InvalidParameterValue`,
  'rate-limited': 'DependencyThrottle Throttling RequestLimitExceeded',
  unavailable: 'HealthUnavailable InternalFailure ServiceUnavailable',
  unauthorized: `ExpiredToken IncompleteSignature InvalidClientTokenId MissingAuthenticationToken RequestExpired
    SignatureDoesNotMatch`,
  forbidden: 'AccessDenied OptInRequired',
}

const rows = Object.entries(errorCodes).flatMap(([ours, theirs]) =>
  theirs.split(/\s+/).map((each) => [each, ours as ErrorCode] as const),
)
const isLater = (code: ErrorCode) => ['rate-limited', 'unavailable'].includes(code)

describe("Elastic Load Balancing's error codes", () => {
  it.each(rows)('%s is %s', async (providerCode, code) => {
    refuse(400, providerCode)
    const driver = loadBalancers({ ...options, retry: { attempts: 1 } })
    const failure = driver.listMembers(balancerId).toArray()
    await expect(failure).rejects.toMatchObject({
      code,
      providerCode,
      retryable: isLater(code),
      provider: 'elb',
    })
  })

  const models = ['elb', 'elbv2'].map((name) => awsModel(name))
  it.skipIf(!models.every(({ isHere }) => isHere))('are all that the models declare', () => {
    const known = new Set(rows.map(([name]) => name))
    const declared = models.flatMap(({ errorCodes: codes }) => codes())
    expect(declared.filter((code) => !known.has(code))).toEqual([])
  })

  it('are each in the table once', () => {
    const names = rows.map(([name]) => name)
    expect(names).toEqual([...new Set(names)])
  })
})

it('takes no option that there is not, and tells those that there are', () => {
  const misspelt = { kynd: 'network' }
  expect(() => loadBalancers(misspelt as object)).toThrow(
    expect.objectContaining({ code: 'invalid', hint: expect.stringMatching(/kind.*ec2Endpoint.*region/) }),
  )
})
