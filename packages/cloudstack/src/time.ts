/** A time of the API, which writes zones as `+0000`, in RFC 3339. */
export function timeOf(text: string): string {
  return text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
}
