/** A type as the table of operations writes it: alternatives, maybe null. */
export interface Type {
  readonly alternatives: readonly One[]
  readonly nullable: boolean
}

type One =
  | { readonly kind: 'structure'; readonly name: string }
  | { readonly kind: 'list'; readonly items: Type }
  | {
      readonly kind: 'string' | 'integer' | 'number' | 'boolean' | 'any'
      readonly min?: number | undefined
      readonly max?: number | undefined
      /** The name of an enumeration. */
      readonly values?: string | undefined
    }

export interface Field {
  readonly type: Type
  readonly required: boolean
}

const parsed = new Map<string, ReadonlyMap<string, Field>>()

/** The fields of a structure: `name:type`, or `name!:type` where it is required, between spaces. */
export function fieldsOf(text: string): ReadonlyMap<string, Field> {
  const known = parsed.get(text)
  if (known) return known
  const fields = new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((field): [string, Field] => {
        const colon = field.indexOf(':')
        const name = field.slice(0, colon)
        const required = name.endsWith('!')
        return [required ? name.slice(0, -1) : name, { type: readType(field.slice(colon + 1)), required }]
      }),
  )
  parsed.set(text, fields)
  return fields
}

/** `string|[{structure}]`, with `?` at the end where null is allowed. */
export function readType(text: string): Type {
  const nullable = text.endsWith('?')
  return { nullable, alternatives: split(nullable ? text.slice(0, -1) : text).map(readOne) }
}

/** Cuts at the bars that are not inside of brackets. */
function split(text: string): readonly string[] {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if (letter === '[') depth += 1
    if (letter === ']') depth -= 1
    if (letter === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}

function readOne(text: string): One {
  if (text.startsWith('[')) return { kind: 'list', items: readType(text.slice(1, -1)) }
  if (text.startsWith('{')) return { kind: 'structure', name: text.slice(1, -1) }
  const [, kind = '', values, min, max] =
    /^(\w+)(?:#([\w.-]+))?(?:\((-?[\d.]*?)\.\.(-?[\d.]*)\))?$/.exec(text) ?? []
  if (kind !== 'string' && kind !== 'integer' && kind !== 'number' && kind !== 'boolean' && kind !== 'any')
    throw new Error(`The table of operations has no type ${text}`)
  return { kind, values, min: min ? Number(min) : undefined, max: max ? Number(max) : undefined }
}
