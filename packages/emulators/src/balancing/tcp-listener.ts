import { createServer, type Server, type Socket } from 'node:net'
import type { Listening } from './listening.ts'

/** Hands each connection to a member. */
export const tcpListener = (listening: Listening): Server =>
  createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    pass(listening, socket).catch(() => socket.destroy())
  })

async function pass(listening: Listening, socket: Socket): Promise<void> {
  const reached = await listening.reach({ address: socket.remoteAddress ?? '' })
  if (!reached) {
    socket.resetAndDestroy()
    return
  }
  const { stream, end } = reached
  socket.on('close', () => {
    end()
    stream.destroy()
  })
  stream.on('close', end)
  stream.on('error', () => socket.destroy())
  stream.on('close', () => socket.end())
  socket.pipe(stream).pipe(socket)
}
