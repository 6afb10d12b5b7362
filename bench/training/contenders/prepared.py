"""The data that prepare.ts wrote, for the contenders in Python."""
import json
import os


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
        self.loss, self.adam, self.network = about["loss"], about["adam"], about["network"]
        self.weights, rest = {}, read("weights.f32")
        for entry in about["weights"]:
            size = int(np.prod(entry["shape"]))
            self.weights.setdefault(entry["layer"], []).append(rest[:size].reshape(entry["shape"]))
            rest = rest[size:]
