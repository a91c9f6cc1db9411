/** What is done about every 20 ms between two commands of a running script. */
let work: () => void = () => undefined
let last = 0

export function betweenCommands(turn: () => void): void {
  work = turn
}

export function takeTurn(): void {
  const now = performance.now()
  if (now - last < 20) return
  last = now
  work()
}
