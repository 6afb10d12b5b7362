"""Imports torch where stand-ins took the place of its GPU libraries: symbols are looked up when they are first called
(RTLD_LAZY), while torch loads; not longer, since TensorFlow breaks that way. Run as a program, it tries torch out."""
import os
import sys

if hasattr(sys, "setdlopenflags"):
    before = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    import torch

    sys.setdlopenflags(before)
else:
    import torch

if __name__ == "__main__":
    print(torch.__version__, float((torch.ones(2, 2) @ torch.ones(2, 2)).sum()))
