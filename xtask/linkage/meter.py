"""Runs a program and says what it took, as one line of JSON on standard error.

    meter.py PROGRAM ARGUMENTS...
"""

import json
import resource
import subprocess
import sys
import time

start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.monotonic() - start
took = resource.getrusage(resource.RUSAGE_CHILDREN)
if done.returncode:
    sys.stderr.buffer.write(done.stderr[-4000:])
print(json.dumps({"code": done.returncode, "wall": wall, "cpu": took.ru_utime + took.ru_stime, "mib": took.ru_maxrss / 1024}))
