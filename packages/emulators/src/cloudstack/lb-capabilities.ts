import type { Fields } from './command.ts'

/** By method of stickiness, its parameters. */
export const stickinessMethods: Readonly<Record<string, readonly string[]>> = {
  LbCookie: ['cookie-name', 'mode', 'nocache', 'indirect', 'postonly', 'domain'],
  AppCookie: ['cookie-name', 'length', 'holdtime', 'request-learn', 'prefix', 'mode'],
  SourceBased: ['tablesize', 'expire'],
}

/** What networks tell of their service `Lb`; the methods are JSON within a text. */
export const lbCapabilities: readonly Fields[] = Object.entries({
  SupportedLBAlgorithms: 'roundrobin,leastconn,source',
  SupportedLBIsolation: 'dedicated',
  SupportedProtocols: 'tcp, udp',
  HealthCheckPolicy: 'true',
  LbSchemes: 'Public',
  SupportedStickinessMethods: JSON.stringify(
    Object.entries(stickinessMethods).map(([methodname, names]) => ({
      methodname,
      paramlist: names.map((paramname) => ({
        paramname,
        required: false,
        isflag: false,
        description: paramname,
      })),
      description: methodname,
    })),
  ),
}).map(([name, value]) => ({ name, value, canchooseservicecapability: false }))
