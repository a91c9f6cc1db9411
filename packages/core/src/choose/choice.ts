import type { Compute } from '../contract/compute.ts'
import { CloudError, invalid } from '../errors.ts'

/** What one driver offers. */
export interface Offer<T, D> {
  readonly driver: D
  readonly item: T
}

/** What was not taken, and every reason why not. */
export interface Refused<T, D> extends Offer<T, D> {
  readonly why: readonly string[]
}

/** The best, those that would do too, best first, and those that would not, in the order in which they were listed. */
export interface Choice<T, D> extends Offer<T, D> {
  readonly others: readonly Offer<T, D>[]
  readonly refused: readonly Refused<T, D>[]
}

export interface Judged<T, D> {
  readonly offer: Offer<T, D>
  readonly why: readonly string[]
}

export function driversOf<D extends Compute>(from: D | readonly D[]): readonly D[] {
  const drivers: readonly D[] = isList(from) ? from : [from]
  if (drivers.length === 0) throw invalid('There is no driver to choose from')
  return drivers
}

const isList = <D>(from: D | readonly D[]): from is readonly D[] => Array.isArray(from)

/** `order` puts the better of two first; where it sees no difference, the driver that was named first and then the id decide. */
export function chosen<T extends { readonly id: string }, D>(
  what: string,
  judged: readonly Judged<T, D>[],
  drivers: readonly D[],
  order: (one: T, other: T) => number,
): Choice<T, D> {
  const fit = judged
    .filter(({ why }) => why.length === 0)
    .map(({ offer }) => offer)
    .sort(
      (one, other) =>
        order(one.item, other.item) ||
        drivers.indexOf(one.driver) - drivers.indexOf(other.driver) ||
        byText(one.item.id, other.item.id),
    )
  const refused = judged.filter(({ why }) => why.length > 0).map(({ offer, why }) => ({ ...offer, why }))
  const [best, ...others] = fit
  if (best !== undefined) return { ...best, others, refused }
  const nearest = refused.toSorted((one, other) => one.why.length - other.why.length).slice(0, 3)
  throw new CloudError(`No ${what} of ${judged.length} is as wanted`, {
    code: 'not-found',
    hint: nearest.map(({ item, why }) => `${item.id}: ${why.join(', ')}`).join('; ') || 'nothing was listed',
    details: { refused: refused.map(({ item, why }) => ({ id: item.id, why })) },
  })
}

/** By code units, the same on every computer; a locale's order is not. */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** What is not known comes last. */
export const byNumber = (one: number | undefined, other: number | undefined): number =>
  (one ?? Number.POSITIVE_INFINITY) === (other ?? Number.POSITIVE_INFINITY)
    ? 0
    : (one ?? Number.POSITIVE_INFINITY) - (other ?? Number.POSITIVE_INFINITY)
