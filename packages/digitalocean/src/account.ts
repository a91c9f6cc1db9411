import type { CallOptions } from '@cloud/core'
import { clientOf, type HasClient } from '@cloud/core/driver'
import { type DigitalOceanClient, read } from './client.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Account */
export interface AccountWire {
  readonly uuid: string
  readonly email: string
  readonly email_verified: boolean
  readonly name?: string
  readonly status: string
  readonly status_message: string
  readonly droplet_limit: number
  readonly floating_ip_limit: number
  readonly team?: { readonly uuid: string; readonly name: string }
}

/** Whom the token belongs to, and how much the account may have. */
export interface Account {
  readonly id: string
  readonly email: string
  /** `warning` near a limit, `locked` where nothing may be made. */
  readonly status: string
  readonly nodeLimit: number
  readonly addressLimit: number
  readonly native: AccountWire
}

interface Reply {
  readonly account: AccountWire
}

export function getAccount(driver: HasClient<DigitalOceanClient>, call?: CallOptions): Promise<Account> {
  const request = { name: 'account_get', path: '/account' }
  return read<Reply, Account>(clientOf(driver), { ...request, map: toAccount }, call)
}

function toAccount({ account }: Reply): Account {
  return {
    id: account.uuid,
    email: account.email,
    status: account.status,
    nodeLimit: account.droplet_limit,
    addressLimit: account.floating_ip_limit,
    native: account,
  }
}
