"""OpenCV's cv2.inpaint, radius 3, on one thread."""
import sys
from importlib.metadata import version

from workloads import Filler, serve

import cv2

cv2.setNumThreads(1)
flags = {"telea": cv2.INPAINT_TELEA, "navier-stokes": cv2.INPAINT_NS}


class OpenCV(Filler):
    methods = list(flags)

    def version(self):
        return f"Python {sys.version.split()[0]}, opencv-python-headless {version('opencv-python-headless')}, " \
            f"{'one thread' if cv2.getNumThreads() == 1 else 'SEVERAL THREADS'}"

    def method(self, name, *_):
        return lambda image, hole: cv2.inpaint(image, hole, 3, flags[name])


serve(OpenCV())
