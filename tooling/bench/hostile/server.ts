/**
 * Serves hostile replies on loopback, in a process of its own: the path's first word names the reply. `/good-ec2` and
 * `/good-digitalocean` answer as those clouds do. Prints its origin, and ends when its input does.
 */
import { createServer, type Socket } from 'node:net'
import { fullBodies, hostileBodies } from './bodies.ts'
import type { Write } from './replies.ts'

const good: Readonly<Record<string, string>> = {
  'good-ec2': '<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>',
  'good-digitalocean': '{"droplets":[],"links":{}}',
}

function writer(socket: Socket): Write {
  return (bytes) => {
    if (!socket.writable) return Promise.resolve(false)
    const { promise, resolve } = Promise.withResolvers<boolean>()
    if (socket.write(bytes)) setImmediate(() => resolve(socket.writable))
    else {
      const settle = () => {
        socket.off('drain', settle).off('close', settle)
        resolve(socket.writable)
      }
      socket.on('drain', settle).on('close', settle)
    }
    return promise
  }
}

async function answer(socket: Socket, name: string): Promise<void> {
  const body = good[name]
  if (body !== undefined) {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`)
    return
  }
  const hostile = [...hostileBodies, ...fullBodies].find((each) => each.name === name)
  if (!hostile) throw new Error(`There is no hostile reply ${name}`)
  await hostile.reply(writer(socket))
}

const server = createServer((socket) => {
  let request = ''
  socket.on('error', () => {})
  socket.on('data', (bytes) => {
    request += bytes.toString('latin1')
    const end = request.indexOf('\r\n\r\n')
    if (end < 0) return
    const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(request) ?? []
    if (request.length < end + 4 + Number(length)) return
    const [, name = ''] = /^\w+ \/([\w-]+)/.exec(request) ?? []
    request = ''
    void answer(socket, name)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address?.port}\n`)
})
process.stdin.resume().on('end', () => process.exit())
