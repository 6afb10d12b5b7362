"""What the Python contenders share: the workloads that prepare.ts wrote, and the clock around a fill."""
import json
import os
import time

from serve import Side, serve  # noqa: F401  (stdout is set aside before any library can print on it)

import numpy as np


class Filler(Side):
    """A program that fills holes. It gives the names of its methods, version(), and method(name, workload, images, holes):
    one image and its hole -> the filled image."""

    held = None

    def setup(self, folder):
        self.folder = folder
        return {"version": self.version(), "methods": self.methods}

    def load(self, name):
        """Images uint8 [N,H,W,C] with black holes, and holes uint8 [N,H,W] of 0 and 255."""
        if self.held is None or self.held[0] != name:
            self.held = None  # room for the next one
            with open(os.path.join(self.folder, "workloads.json"), encoding="utf8") as file:
                about = json.load(file)[name]
            images = np.fromfile(os.path.join(self.folder, about["images"]), np.uint8).reshape(about["shape"])
            known = np.fromfile(os.path.join(self.folder, about["masks"]), np.uint8).reshape(about["shape"][:3])
            self.held = name, images, (known == 0).view(np.uint8) * np.uint8(255)
        return self.held[1:]

    def fill(self, workload, method, images, atLeastSeconds, output=None):
        all_images, all_holes = self.load(workload)
        images, holes = all_images[:images], all_holes[:images]
        fill_one = self.method(method, workload, images, holes)
        seconds, filled = timed_fill(fill_one, images, holes, atLeastSeconds)
        if output is not None:
            as_bytes(filled).tofile(os.path.join(self.folder, output))
        return {"seconds": seconds}


def timed_fill(fill_one, images, holes, at_least):
    """Seconds for all images once, one after the other, as these libraries take them; and the filled images."""
    fills, start = 0, time.perf_counter()
    while True:
        filled = [fill_one(image, hole) for image, hole in zip(images, holes)]
        fills += 1
        seconds = time.perf_counter() - start
        if seconds >= at_least:
            return seconds / fills, filled


def as_bytes(filled):
    """Filled images as uint8 [N,H,W,C]; floats are in [0,1]."""
    images = np.stack(filled)
    return images if images.dtype == np.uint8 else np.round(images * 255).astype(np.uint8)
