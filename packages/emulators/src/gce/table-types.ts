/** A type as the tables write it. */
export type Type =
  | { readonly kind: 'string' | 'boolean' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'number' | 'any' }
  | { readonly kind: 'enum'; readonly name: string }
  | { readonly kind: 'structure'; readonly name: string }
  | { readonly kind: 'list' | 'map'; readonly items: Type }

const scalars = ['string', 'boolean', 'int32', 'uint32', 'int64', 'uint64', 'number', 'any'] as const

const parsed = new Map<string, ReadonlyMap<string, Type>>()

/** The fields of a structure: `name:type` between spaces. */
export function fieldsOf(text: string): ReadonlyMap<string, Type> {
  const known = parsed.get(text)
  if (known) return known
  const fields = new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((field): [string, Type] => {
        const colon = field.indexOf(':')
        return [field.slice(0, colon), readType(field.slice(colon + 1))]
      }),
  )
  parsed.set(text, fields)
  return fields
}

function readType(text: string): Type {
  const inner = text.slice(1, -1)
  if (text.startsWith('[')) return { kind: 'list', items: readType(inner) }
  if (text.startsWith('<')) return { kind: 'map', items: readType(inner) }
  if (text.startsWith('{')) return { kind: 'structure', name: inner }
  if (text.startsWith('#')) return { kind: 'enum', name: text.slice(1) }
  const kind = scalars.find((one) => one === text)
  if (!kind) throw new Error(`The table of structures has no type ${text}`)
  return { kind }
}
