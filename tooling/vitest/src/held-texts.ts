/** How far a walk goes: an error's cause can lead to a socket, and from there to all that a process holds. */
const mostObjects = 2_000
const mostBytes = 256 * 1024

/**
 * Every text that a value holds, wherever it hides it: members that are not enumerable, symbols, names of members, maps, sets, bytes, and
 * what hangs on functions. Getters are not called, and `inspect` and `toJSON` of an object's own are not asked: what they keep back is told
 * too. Objects in `seen` are passed over and those met are added.
 */
export function* heldTexts(value: unknown, seen: WeakSet<object> = new WeakSet()): Generator<string> {
  const queue: unknown[] = [value]
  let met = 0
  // What is near comes first: the queue grows as it is read.
  for (const next of queue) {
    if (typeof next === 'string') yield next
    else if (typeof next === 'symbol') yield String(next.description)
    else if (next !== null && (typeof next === 'object' || typeof next === 'function')) {
      if (seen.has(next) || ++met > mostObjects) continue
      seen.add(next)
      for (const part of held(next)) queue.push(part)
    }
  }
}

function held(holder: object): unknown[] {
  if (ArrayBuffer.isView(holder)) {
    const { buffer, byteOffset, byteLength } = holder
    return [Buffer.from(buffer, byteOffset, Math.min(byteLength, mostBytes)).toString('latin1')]
  }
  const members = Reflect.ownKeys(holder).flatMap((key) => [
    key,
    Object.getOwnPropertyDescriptor(holder, key)?.value,
  ])
  if (holder instanceof Map) return [...members, ...holder.keys(), ...holder.values()]
  return holder instanceof Set ? [...members, ...holder] : members
}
