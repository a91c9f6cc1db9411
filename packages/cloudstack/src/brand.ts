/** A provider that runs CloudStack: its name in errors and traces, and where its users keep their keys. */
export interface Brand {
  /** As in `ninefold`. */
  readonly provider: string
  /** Where its API is, unless the options, the environment or the configuration say otherwise. */
  readonly endpoint?: string | undefined
  /** The names of the environment's variables for the address, the API key and the secret key, in the order in which they are looked for. */
  readonly variables: readonly (readonly [endpoint: string, apiKey: string, secretKey: string])[]
}

/** CloudStack itself, at whoever runs it. The variables are those of Terraform, and those of the client `cs`. */
export const cloudStack: Brand = {
  provider: 'cloudstack',
  variables: [
    ['CLOUDSTACK_API_URL', 'CLOUDSTACK_API_KEY', 'CLOUDSTACK_SECRET_KEY'],
    ['CLOUDSTACK_ENDPOINT', 'CLOUDSTACK_KEY', 'CLOUDSTACK_SECRET'],
  ],
}
