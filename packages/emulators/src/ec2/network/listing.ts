import type { Ec2, FilterInput } from '../action.ts'
import { applyFilters, type FilterTable } from '../filters.ts'
import { type PagedInput, page } from '../paging.ts'

export interface ListInput extends PagedInput {
  readonly Filter?: readonly FilterInput[]
}

interface ListRules<T> {
  readonly action: string
  /** The things asked for, before the filters. */
  readonly items: readonly T[]
  readonly filters: FilterTable<T>
  readonly largest?: number
}

/** A page of what fits the filters, with tags among them. */
export function listed<T extends { readonly id: string }>(
  ec2: Ec2,
  input: ListInput,
  { action, items, filters, largest = ec2.pageSize }: ListRules<T>,
): { readonly items: readonly T[]; readonly next: string | undefined } {
  const fitting = applyFilters(items, input.Filter, filters, ({ id }) => ec2.centre.tags.of(id))
  return page(fitting, input, {
    of: [action, input.Filter],
    key: ({ id }) => id,
    smallest: 5,
    largest: Math.min(largest, ec2.pageSize),
  })
}
