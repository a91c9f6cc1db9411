import type { Json } from '../http/json.ts'

export type { Json }

/** The members of a resource, as the API spells them. */
export type Wire = { [name: string]: Json }

export const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
