import { type Clock, systemClock } from '../clock.ts'
import type { RunOptions, RunResult, Shell } from '../contract/access.ts'
import type { CallOptions } from '../contract/call.ts'
import { CloudError, changed, isCloudError } from '../errors.ts'
import { sleep } from '../http/abortable.ts'

/**
 * What a command is run by, so that what became of it can be read when the channel is lost: it runs once at most, whoever asks, and leaves in
 * its folder `pid`, what it printed (`out`, `err`) and, when it ends, `exit`. A `tee` that nobody reads any more goes on writing its file, where
 * the command itself would be ended by its next line. POSIX sh; one that mixes up file descriptors, as simple shells do, prints at the end.
 * Who is ended by a signal from elsewhere is told from who exits by the codes of those signals, and the channel says so as well.
 */
export const recorder = `d=\${0%/*}
mkdir "$d/begun" 2>/dev/null || { echo 'cloud: begun already' >&2; exit 125; }
echo $$ >"$d/pid"
ran() {
  program=$1
  shift
  "$program" "$@"
  echo $? >"$d/code"
  mv "$d/code" "$d/exit"
}
keep() {
  trap '' PIPE
  exec tee "$d/$1" 2>/dev/null
}
if [ "$({ { echo a 2>&1 1>&3 3>&- | cat >/dev/null; } 3>&1; } 2>/dev/null)" = a ]; then
  { { ran "$@" 3>&-; } 2>&1 1>&3 3>&- | (keep err) >&2 3>&-; } 3>&1 | (keep out)
else
  ran "$@" >"$d/out" 2>"$d/err"
  cat "$d/out"
  cat "$d/err" >&2
fi
read -r code <"$d/exit"
case $code in 129 | 130 | 137 | 143) kill -$((code - 128)) $$ ;; esac
exit "$code"
`

const begunAlready = 'cloud: begun already'

/** Tells how far the command of a folder is: `away` without the folder, `none` before it began, `gone` where it ended and left no code. */
const probe = `d=$1
ended() { [ -f "$d/exit" ] && echo "exit $(cat "$d/exit")"; }
if [ ! -d "$d" ]; then echo away
elif [ ! -d "$d/begun" ]; then echo none
elif ended; then :
elif kill -0 "$(cat "$d/pid")" 2>/dev/null; then echo running
else ended || echo gone
fi`

export interface Recording {
  /** With the recorder in it, as `run`. */
  readonly folder: string
  readonly call: CallOptions
  readonly clock?: Clock | undefined
  readonly reconnect?: ((call: CallOptions) => Promise<void>) | undefined
}

/** How many connections in a row may be lost. */
const mostLosses = 5
const pauseMs = 1_000

/** Runs the command by the recorder. Where the channel is lost, it is waited for over another one: it is never run again. */
export async function runRecorded(
  shell: Shell,
  command: readonly string[],
  recording: Recording,
  onOutput?: RunOptions['onOutput'],
): Promise<RunResult> {
  const { folder, call } = recording
  for (let losses = 0; ; losses++) {
    try {
      const result = await shell.run(['sh', `./${folder}/run`, ...command], { ...call, onOutput })
      if (result.exitCode !== 125 || !result.stderr.endsWith(`${begunAlready}\n`)) return result
    } catch (error) {
      await overcome(error, recording, losses)
    }
    const ended = await awaitRecord(shell, recording)
    if (ended === 'away') throw lostTrack()
    if (ended !== 'none') return ended
  }
}

/** Does what may be done twice, over another connection where one is lost. */
export async function persevering<T>(
  { call, clock, reconnect }: Omit<Recording, 'folder'>,
  work: () => Promise<T>,
): Promise<T> {
  for (let losses = 0; ; losses++) {
    try {
      return await work()
    } catch (error) {
      await overcome(error, { call, clock, reconnect }, losses)
    }
  }
}

/** Connects anew where that is the matter, and can be done. */
async function overcome(
  error: unknown,
  { call, clock = systemClock, reconnect }: Omit<Recording, 'folder'>,
  losses: number,
): Promise<void> {
  if (!reconnect || !isCloudError(error, 'network') || losses >= mostLosses || call.signal?.aborted)
    throw error
  if (losses > 0) await sleep(pauseMs, clock, call.signal)
  try {
    await reconnect(call)
  } catch (why) {
    throw changed(error, { message: `${error.message}; and it cannot be made anew`, cause: why })
  }
}

/** What became of a command that was run by the recorder, when it has ended; `none` where it never began. */
export async function awaitRecord(shell: Shell, recording: Recording): Promise<RunResult | 'none' | 'away'> {
  const { folder, call, clock = systemClock } = recording
  const started = clock.elapsed()
  for (let looks = 0, gone = 0; ; looks++) {
    const told = await persevering(recording, () => shell.run(['sh', '-c', probe, 'sh', folder], call))
    const [state, code] = told.stdout.trim().split(' ')
    if (state === 'none' || state === 'away') return state
    if (state === 'exit') return readRecord(shell, recording, Number(code), clock.elapsed() - started)
    // Between its beginning and its number there is a moment.
    gone = state === 'gone' ? gone + 1 : 0
    if (gone > 2) throw lostTrack()
    await sleep(Math.min(pauseMs * (1 + looks / 4), 10 * pauseMs), clock, call.signal)
  }
}

const mostOutput = String(1024 * 1024)
const signals: Readonly<Record<number, string>> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  137: 'SIGKILL',
  143: 'SIGTERM',
}

async function readRecord(
  shell: Shell,
  recording: Recording,
  code: number,
  waitedMs: number,
): Promise<RunResult> {
  const { folder, call } = recording
  const read = async (name: string) =>
    (await persevering(recording, () => shell.run(['tail', '-c', mostOutput, `${folder}/${name}`], call)))
      .stdout
  const [stdout, stderr] = [await read('out'), await read('err')]
  const signal = signals[code]
  const durationMs = Math.round(waitedMs)
  return { exitCode: signal ? null : code, ...(signal && { signal }), stdout, stderr, durationMs }
}

function lostTrack(): CloudError {
  return new CloudError('The command ended without leaving an exit code: it was cut, or the machine was', {
    code: 'network',
    outcome: 'unknown',
    hint: 'look on the machine before running it again',
  })
}
