import { type Operations, operation } from './operation.ts'

export const defaultLimits = { droplets: 1_000, volumes: 1_000, reservedIps: 100 } as const

export const ownerEmail = 'owner@example.com'

export const account: Operations<'account_get'> = {
  account_get: operation(({ options, accountId, teamId }) => ({
    account: {
      droplet_limit: options.dropletLimit ?? defaultLimits.droplets,
      floating_ip_limit: options.reservedIpLimit ?? defaultLimits.reservedIps,
      email: ownerEmail,
      name: 'Owner',
      uuid: accountId,
      email_verified: true,
      status: 'active',
      status_message: '',
      team: { uuid: teamId, name: 'My Team' },
    },
  })),
}
