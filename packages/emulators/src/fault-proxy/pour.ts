import type { Duplex } from 'node:stream'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { pause, write } from './connection.ts'
import type { WireFault } from './wire-fault.ts'

/** Puts the bytes of one direction on the wire; may be called again for those that follow. False: the rest was cut off. */
export type Pour = (bytes: Buffer) => Promise<boolean>

export interface Wire {
  readonly clock: Clock
  readonly random: Random
}

/** The most pieces that a slow message comes in: time goes on piece by piece. */
const mostPieces = 20

const plain =
  (stream: Duplex): Pour =>
  async (bytes) => {
    await write(stream, bytes)
    return true
  }

/** How a fault of a stream lets bytes through; every other fault lets them through as they are. */
export function pour(stream: Duplex, fault: WireFault, wire: Wire): Pour {
  if (fault.kind === 'latency') return late(stream, fault, wire)
  if (fault.kind === 'bandwidth') return narrow(stream, fault, wire)
  if (fault.kind === 'slicer') return sliced(stream, fault, wire)
  return fault.kind === 'limit-data' ? limited(stream, fault) : plain(stream)
}

function late(stream: Duplex, { ms = 1_000, jitterMs = 0 }: WireFault, { clock, random }: Wire): Pour {
  let waits = Math.max(0, ms + (random.next() * 2 - 1) * jitterMs)
  return async (bytes) => {
    const wait = waits
    waits = 0
    if (wait > 0) await pause(clock, wait, stream)
    return plain(stream)(bytes)
  }
}

function narrow(stream: Duplex, { bytesPerSecond = 1_024 }: WireFault, { clock }: Wire): Pour {
  return async (bytes) => {
    const size = Math.ceil(Math.max(bytesPerSecond / 10, bytes.length / mostPieces))
    for (let from = 0; from < bytes.length; from += size) {
      const piece = bytes.subarray(from, from + size)
      await pause(clock, (piece.length / bytesPerSecond) * 1_000, stream)
      await write(stream, piece)
    }
    return true
  }
}

function sliced(stream: Duplex, { bytes: about = 64, ms = 0 }: WireFault, { clock, random }: Wire): Pour {
  return async (bytes) => {
    for (let from = 0; from < bytes.length; ) {
      const size = Math.max(1, Math.round(about * (0.5 + random.next())))
      await write(stream, bytes.subarray(from, from + size))
      await pause(clock, ms, stream)
      from += size
    }
    return true
  }
}

function limited(stream: Duplex, { bytes: limit = 100 }: WireFault): Pour {
  let left = limit
  return async (bytes) => {
    const piece = bytes.subarray(0, left)
    left -= piece.length
    await write(stream, piece)
    return piece.length === bytes.length
  }
}
