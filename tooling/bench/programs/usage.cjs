// Tells, when a process ends, what the operating system counted of it: user and system time, and the most memory it held.
const { writeSync } = require('node:fs')

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, peakMiB: maxRSS / 1024 }))
})
