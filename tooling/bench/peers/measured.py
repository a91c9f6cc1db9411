"""Measures in Python as `programs/measured.ts` does."""
import json
import os
import resource
import sys
import time

server = json.loads(os.environ.get('BENCH_SERVER', '{}'))


def used():
    """Milliseconds of CPU, and the most MiB of memory."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def measured(units, work):
    """Measures work of so many units, and tells the figures of one as the output of the process."""
    cpu, peak = used()
    started = time.perf_counter()
    work()
    wall = (time.perf_counter() - started) * 1000 / units
    cpu_then, peak_then = used()
    sample = {'cpu': (cpu_then - cpu) / units, 'wall': wall, 'peakMiB': peak_then, 'growthMiB': peak_then - peak}
    sys.stdout.write(json.dumps(sample))


def tell_whole():
    """Tells what the process took until now, as `programs/usage.cjs` does."""
    cpu, peak = used()
    os.write(3, json.dumps({'cpu': cpu, 'peakMiB': peak}).encode())
