import { invalid } from './errors.ts'

/** `invalid` where a function for every cloud is given what cannot do what it needs, such as nothing or a promise of a driver. */
export function checkDriver(what: string, driver: unknown, needs: readonly string[]): void {
  for (const name of needs) {
    if (typeof Reflect.get(Object(driver), name) === 'function') continue
    throw invalid(
      `The driver that ${what} was given has no function ${name}`,
      "pass what a driver's compute() returned",
    )
  }
}
