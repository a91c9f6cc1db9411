/** Where an object is, in path style or at its bucket's host, as it was asked for. */
export function objectUrl(host: string, bucket: string, key: string): string {
  const path = key.split('/').map(encodeURIComponent).join('/')
  return host.startsWith(`${bucket}.`) ? `http://${host}/${path}` : `http://${host}/${bucket}/${path}`
}
