import { page } from '../ec2/paging.ts'
import type { Elb } from './action.ts'

export interface MarkedInput {
  readonly Marker?: string
  readonly PageSize?: number
}

/** What ELB gives in one answer at most. */
const largestPage = 400

/** One page of `items`, and the marker of the next where there is one. */
export function marked<T>(
  { ec2 }: Elb,
  items: readonly T[],
  { Marker, PageSize }: MarkedInput,
  rules: { readonly of: unknown; readonly key: (item: T) => string },
): { readonly items: readonly T[]; readonly next: string | undefined } {
  return page(
    items,
    { ...(Marker && { NextToken: Marker }), ...(PageSize !== undefined && { MaxResults: PageSize }) },
    { ...rules, largest: Math.min(largestPage, ec2.pageSize) },
  )
}
