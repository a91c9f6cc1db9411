import { gzipSync } from 'node:zlib'

/** Writes to a connection; resolves when there is room for more, and with false once nobody reads any more. */
export type Write = (bytes: string | Uint8Array) => Promise<boolean>

/** Writes a whole reply, status line and all. */
export type Reply = (write: Write) => Promise<unknown>

const kibibyte = 1024
export const mebibyte: number = 1024 * kibibyte

export const chunkedHead = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'

function chunk(body: string | Uint8Array): Buffer {
  const bytes = Buffer.from(body)
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
}

/** A chunked body: a beginning, the same piece again and again up to a size, and an end. */
export function long(begin: string, piece: string, bytes: number, end: string | Uint8Array): Reply {
  return async (write) => {
    await write(chunkedHead)
    if (begin !== '') await write(chunk(begin))
    const count = Math.max(1, Math.floor((64 * kibibyte) / piece.length))
    const block = chunk(piece.repeat(count))
    for (let sent = 0; sent < bytes; sent += count * piece.length) {
      if (!(await write(block))) return
    }
    if (end.length > 0) await write(chunk(end))
    await write('0\r\n\r\n')
  }
}

/** A body of a length that is told. */
export function whole(body: string | Uint8Array, headers = ''): Reply {
  return async (write) => {
    const bytes = Buffer.from(body)
    await write(`HTTP/1.1 200 OK\r\ncontent-length: ${bytes.length}\r\n${headers}\r\n`)
    await write(bytes)
  }
}

/** Bytes as they are: a beginning, and then the same for as long as somebody reads. */
export function endless(begin: string, piece: string): Reply {
  return async (write) => {
    await write(begin)
    const block = piece.repeat(Math.ceil((64 * kibibyte) / piece.length))
    while (await write(block));
  }
}

/** Gzip of spaces: a mebibyte at a time, since it takes any number of streams one after the other. */
export function gzipOf(mebibytes: number): Buffer {
  return Buffer.concat(Array(mebibytes).fill(gzipSync(Buffer.alloc(mebibyte, ' '), { level: 9 })))
}
