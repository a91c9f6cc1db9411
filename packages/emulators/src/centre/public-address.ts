import type { AddressPool } from './addresses.ts'
import type { Server } from './servers.ts'

/** A reserved address becomes the server's public one, stopped or not, in place of one that it was given: that goes back. */
export function reserveAddress(server: Server, address: string, pool: AddressPool): void {
  loseAddress(server, pool)
  server.publicAddress = address
  server.addressReserved = true
}

/** The reserved address is the server's no longer; one that is on and takes addresses is given another. */
export function unreserveAddress(server: Server, pool: AddressPool): void {
  if (!server.addressReserved) return
  loseAddress(server, pool)
  const on = server.state === 'pending' || server.state === 'running'
  if (on && server.takesAddress) server.publicAddress = pool.take()
}

/** A reserved address stays with who reserved it. */
export function loseAddress(server: Server, pool: AddressPool): void {
  if (server.publicAddress && !server.addressReserved) pool.giveBack(server.publicAddress)
  server.publicAddress = undefined
  server.addressReserved = false
}
