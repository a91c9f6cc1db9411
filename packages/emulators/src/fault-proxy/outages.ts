import type { Clock } from '../clock.ts'
import type { Entrance } from './entrance.ts'

/** Times in which nobody listens. They may overlap: the port opens again when the last has ended. */
export function outages(
  entrance: Pick<Entrance, 'shut' | 'reopen'>,
  clock: Clock,
): { readonly begin: (ms: number | undefined) => () => void; readonly endAll: () => void } {
  const ends = new Set<() => void>()
  const begin = (ms: number | undefined) => {
    if (ends.size === 0) entrance.shut()
    const cancel = ms === undefined ? undefined : clock.after(ms, () => end())
    const end = () => {
      cancel?.()
      if (ends.delete(end) && ends.size === 0) entrance.reopen()
    }
    ends.add(end)
    return end
  }
  return {
    begin,
    endAll: () => {
      for (const end of ends) end()
    },
  }
}
