"""The contender's side of the protocol (protocol.ts), for programs in Python.

Importing this module takes the real stdout away for answers; whatever libraries print afterwards goes to stderr. The harness
puts this file's folder on PYTHONPATH.
"""
import json
import os
import sys
import time

answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


class Missing(Exception):
    """This machine lacks something; the sentence says what and what to do."""


class Side:
    """A contender: one method per request, named as in its "do", which returns the answer as a dict."""

    def memory(self):
        return {"peakBytes": peak_bytes()}


def peak_bytes():
    """Linux's VmHWM; elsewhere getrusage, which on Linux would count what the parent held when it started this process."""
    try:
        with open("/proc/self/status", encoding="utf8") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def timed(work):
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def serve(side):
    """Answers requests until the input closes."""
    for line in sys.stdin:
        request = json.loads(line)
        arguments = {name: value for name, value in request.items() if name != "do"}
        try:
            answer = getattr(side, request["do"])(**arguments)
        except Missing as missing:
            answer = {"missing": str(missing)}
        except Exception as error:  # the harness shows it and ends
            answer = {"error": f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
