/** An error that the API answers with: 'errorcode', which is the HTTP status too, `cserrorcode` and `errortext`. */
export class Refusal extends Error {
  readonly code: number
  readonly cloudStackCode: number

  constructor(code: number, message: string, cloudStackCode: number = exceptions[code] ?? 9999) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.cloudStackCode = cloudStackCode
  }
}

/** The `cserrorcode` of the exception that each error code mostly comes from; 9999 is the API layer itself. */
const exceptions: Readonly<Record<number, number>> = {
  429: 4545,
  431: 4350,
  530: 4250,
  531: 4365,
  532: 4280,
  533: 4325,
  534: 4380,
  535: 4370,
  536: 4375,
  537: 4360,
}

/** A value that is well formed and cannot be. */
export const invalid = (message: string): Refusal => new Refusal(431, message)

/** What the resource's state or the server's own work does not allow. */
export const failed = (message: string): Refusal => new Refusal(530, message)

export const forbidden = (message: string): Refusal => new Refusal(531, message)

/** No room in the data centre. */
export const noCapacity = (message: string, cloudStackCode = 4335): Refusal =>
  new Refusal(533, message, cloudStackCode)

export const inUse = (message: string): Refusal => new Refusal(536, message)

export const ruleConflict = (message: string): Refusal => new Refusal(537, message)

/** The account has as many as it may. */
export const overLimit = (message: string): Refusal => new Refusal(535, message)
