import type { Place } from './endpoint.ts'

/** A service of AWS: how it is spelled in different places. */
export interface AwsService {
  /** As in host names and signatures. */
  readonly name: string
  /** As errors tell it; left out, the name. */
  readonly provider?: string | undefined
  /** As its model has it: `AWS_ENDPOINT_URL_` with this in capitals is its own variable, as in `Elastic Load Balancing v2`. */
  readonly id: string
  /** Its host, where it is not what most services have. */
  readonly host?: ((place: Place) => string) | undefined
}
