/** Sets a member whose name came from outside: it may be `__proto__`, which an assignment would not make a member of. */
export function put<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__')
    Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true })
  else record[name] = value
}
