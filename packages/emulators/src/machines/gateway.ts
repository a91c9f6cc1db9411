import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Machine } from './machine.ts'

export interface Gateway {
  readonly host: string
  readonly port: number
  readonly close: () => Promise<void>
}

/** Which machine answers at an address; undefined where there is none. */
export type FindMachine = (host: string, port: number) => Machine | undefined

/**
 * The way from the computer's loopback to the machines' documentation addresses: an HTTP proxy on 127.0.0.1 that knows CONNECT
 * and nothing else. An address of no machine and a machine that does not answer are 502, as from a real proxy.
 */
export async function startGateway(find: FindMachine): Promise<Gateway> {
  const open = new Set<Duplex>()
  const server = createServer((_request, response) => {
    response.writeHead(405, { allow: 'CONNECT', 'content-type': 'text/plain' }).end('CONNECT only\n')
  })
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    if ('setNoDelay' in socket && typeof socket.setNoDelay === 'function') socket.setNoDelay(true)
    void tunnel(find, request.url ?? '', socket, head)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = async () => {
    for (const socket of open) socket.destroy()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { host: '127.0.0.1', port, close }
}

async function tunnel(find: FindMachine, target: string, socket: Duplex, head: Buffer): Promise<void> {
  const address = readTarget(target)
  if (address === undefined) return refuse(socket, '400 Bad Request', `not an address: ${target}`)
  const machine = find(address.host, address.port)
  if (machine === undefined) return refuse(socket, '502 Bad Gateway', `no machine at ${target}`)
  let stream: Duplex
  try {
    stream = await machine.connect(address.port)
  } catch (error) {
    return refuse(socket, '502 Bad Gateway', error instanceof Error ? error.message : String(error))
  }
  if (socket.destroyed) return void stream.destroy()
  socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
  if (head.length > 0) stream.write(head)
  stream.on('error', () => socket.destroy())
  stream.on('close', () => socket.end())
  socket.on('close', () => stream.destroy())
  socket.pipe(stream).pipe(socket)
}

function readTarget(target: string): { readonly host: string; readonly port: number } | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]/]+)):(\d{1,5})$/.exec(target)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  return host !== undefined && port > 0 && port < 65536 ? { host, port } : undefined
}

function refuse(socket: Duplex, status: string, why: string): void {
  const body = `${why}\n`
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: text/plain\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  )
}
