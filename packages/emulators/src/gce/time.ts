/** RFC 3339 with milliseconds and an offset, as the API writes times: those of the Pacific coast in winter. */
export const timeText = (ms: number): string =>
  new Date(ms - 8 * 3_600_000).toISOString().replace(/Z$/, '-08:00')
