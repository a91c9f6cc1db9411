import { connect } from 'node:net'

/**
 * The ProxyCommand that lets OpenSSH reach the machines: `node <this file> <gateway host> <gateway port> %h %p` joins its own
 * standard input and output to the byte stream that the gateway opens. Ends with 1 and a sentence when the gateway refuses.
 */
function fail(message: string): void {
  process.stderr.write(`gateway: ${message}\n`)
  process.exitCode = 1
}

function run(gatewayHost: string, gatewayPort: number, host: string, port: string): void {
  const name = `${host.includes(':') ? `[${host}]` : host}:${port}`
  const socket = connect({ host: gatewayHost, port: gatewayPort, noDelay: true }, () => {
    socket.write(`CONNECT ${name} HTTP/1.1\r\nhost: ${name}\r\n\r\n`)
  })
  socket.on('error', (error) => fail(error.message))
  let reply = Buffer.alloc(0)
  const readReply = (chunk: Buffer) => {
    reply = Buffer.concat([reply, chunk])
    const end = reply.indexOf('\r\n\r\n')
    if (end < 0) return
    socket.off('data', readReply)
    const status = reply.subarray(0, reply.indexOf('\r\n')).toString('latin1')
    if (!/^HTTP\/1\.[01] 200 /.test(status)) {
      fail(`${name}: ${status}`)
      socket.destroy()
      return
    }
    const rest = reply.subarray(end + 4)
    if (rest.length > 0) process.stdout.write(rest)
    socket.pipe(process.stdout)
    process.stdin.pipe(socket)
    socket.on('close', () => process.stdin.destroy())
  }
  socket.on('data', readReply)
}

const [gatewayHost, gatewayPort, host, port] = process.argv.slice(2)
if (gatewayHost === undefined || host === undefined || port === undefined || !Number(gatewayPort)) {
  process.stderr.write('usage: node gateway-connect-program <gateway host> <gateway port> <host> <port>\n')
  process.exitCode = 2
} else {
  run(gatewayHost, Number(gatewayPort), host, port)
}
