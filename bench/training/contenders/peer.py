"""What the Python contenders share: the protocol of protocol.ts on stdin and stdout, and the prepared data.

Importing this module takes the real stdout away for answers; whatever libraries print afterwards goes to stderr.
"""
import json
import os
import sys
import time

answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)


class Missing(Exception):
    """This machine lacks something; the sentence says what and what to do."""


class Prepared:
    """The folder that prepare.ts wrote: inputs and targets float32 [N,H,W,C], weights as {layer: [kernel, bias]}."""

    def __init__(self, folder):
        import numpy as np

        with open(os.path.join(folder, "workload.json"), encoding="utf8") as file:
            about = json.load(file)
        read = lambda name: np.fromfile(os.path.join(folder, name), np.float32)  # noqa: E731
        self.inputs = read("inputs.f32").reshape(about["inputShape"])
        self.targets = read("targets.f32").reshape(about["targetShape"])
        self.images, self.batch_size = about["images"], about["batchSize"]
        self.loss, self.network = about["loss"], about["network"]
        self.weights, rest = {}, read("weights.f32")
        for entry in about["weights"]:
            size = int(np.prod(entry["shape"]))
            self.weights.setdefault(entry["layer"], []).append(rest[:size].reshape(entry["shape"]))
            rest = rest[size:]


class Side:
    """A contender: setup(folder), train(epoch), predict(); or sgemm(). Each returns its answer as a dict."""

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
