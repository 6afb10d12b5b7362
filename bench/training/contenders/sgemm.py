"""The rate of single-precision matrix products of 2048×2048: what the machine can do at best; argument numpy or torch."""
import sys

from serve import Side, serve, timed

size = 2048
if sys.argv[1] == "numpy":
    import numpy as np

    a, b = (np.random.default_rng(seed).random((size, size), np.float32) for seed in (1, 2))
    multiply = lambda: a @ b  # noqa: E731
    version = f"NumPy {np.__version__}"
else:
    from importTorch import torch

    a, b = (torch.rand(size, size, generator=torch.Generator().manual_seed(seed)) for seed in (1, 2))
    multiply = lambda: a @ b  # noqa: E731
    version = f"PyTorch {torch.__version__}"


class Sgemm(Side):
    def setup(self, folder):
        multiply()
        return {"version": version, "firstLoss": 0, "warmUpLoss": 0}

    def sgemm(self):
        best = min(timed(multiply)[0] for _ in range(5))
        return {"gflops": 2 * size**3 / best / 1e9}


serve(Sgemm())
