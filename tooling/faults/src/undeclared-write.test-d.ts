import type { Call, Operation, Repeat, WholeReply } from '@cloud/core/driver'

const request = { method: 'POST', path: '/', headers: {} }
const read = (_reply: WholeReply) => 'made'

/** What says how it may be repeated compiles. */
export const declared: Operation<string> = { name: 'create', repeat: { class: 'once' }, request, read }

// @ts-expect-error: a request that does not say how it may be repeated.
export const undeclared: Operation<string> = { name: 'create', request, read }

// @ts-expect-error: a class that there is not.
export const unknownClass: Repeat<string> = { class: 'always' }

// @ts-expect-error: a look-up that does not say how.
export const withoutLook: Repeat<string> = { class: 'lookup' }

// @ts-expect-error: a token in no field.
export const withoutField: Repeat<string> = { class: 'token' }

// @ts-expect-error: nor does a client send what does not say it.
export const sent = (call: Call): Promise<string> => call({ name: 'create', request, read })
