import type { Brand, CloudStackOptions } from '@cloud/cloudstack'

/** Ninefold ended on 30 January 2016: nothing answers at its address any more. */
export const ninefold: Brand = {
  provider: 'ninefold',
  endpoint: 'https://api.ninefold.com/compute/v1.0/',
  variables: [['NINEFOLD_API_URL', 'NINEFOLD_API_KEY', 'NINEFOLD_SECRET_KEY']],
}

/** As those of CloudStack; the endpoint is Ninefold's unless one is given. */
export type NinefoldOptions = CloudStackOptions
