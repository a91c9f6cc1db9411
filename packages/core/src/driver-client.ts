import type { Client } from './http/client.ts'

const key: unique symbol = Symbol.for('@cloud/core.client')

/** A driver that carries its client, under a symbol that spreads keep and printing leaves out. */
export interface HasClient<C extends Client = Client> {
  readonly [key]: C
}

/** The part of a driver that carries its client: spread it into the driver. */
export function withClient<C extends Client>(client: C): HasClient<C> {
  return { [key]: client }
}

/** The client of a driver, for functions that only its provider has. */
export function clientOf<C extends Client>(driver: HasClient<C>): C {
  return driver[key]
}

/** The client of any driver, if it carries one. */
export function findClient(driver: object): Client | undefined {
  return Reflect.get(driver, key) as Client | undefined
}
