/** How AWS was seen to refuse a request that is signed for another time: services and versions differ, and old and new ones stand side by side. */
export const skewCodes = [
  'RequestExpired',
  'RequestTimeTooSkewed',
  'RequestInTheFuture',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'AuthFailure',
] as const

export type SkewCode = (typeof skewCodes)[number]
