# Computes figures of these predictions with NumPy alone, beside those that the project states in figures.json: python3 verify.py
# Exits with 1 where two differ by more than the last printed digit. images.npy is [N,H,W,C] in 0..255, masks.npy [S,N,H,W] with
# 1 = known, predictions.npy [S,N,H,W,C] in [0,1]; the S mask sets are in the order of figures.json.
import json, sys
from pathlib import Path
import numpy as np

folder = Path(__file__).parent
images, masks, predictions = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("images", "masks", "predictions"))
gauss = np.exp(-np.arange(-5, 6) ** 2 / (2 * 1.5**2))

def blur(x):
    for axis in (0, 1):
        x = np.lib.stride_tricks.sliding_window_view(x, 11, axis) @ (gauss / gauss.sum())
    return x

def ssim(a, b):
    mean_a, mean_b = blur(a), blur(b)
    variances, covariance = blur(a * a) + blur(b * b) - mean_a**2 - mean_b**2, blur(a * b) - mean_a * mean_b
    means = (2 * mean_a * mean_b + 0.01**2) / (mean_a**2 + mean_b**2 + 0.01**2)
    return np.mean(means * (2 * covariance + 0.03**2) / (variances + 0.03**2))

psnr = lambda squares: -10 * np.log10(np.mean(squares))
differing = 0
for stated, known, filled in zip(json.loads((folder / "figures.json").read_text())["maskSets"], masks, predictions):
    truths = [(image / np.float32(255)).astype(float) for image in images]
    composites = [np.where(k[..., None] == 1, t, f.astype(float)) for t, k, f in zip(truths, known, filled)]
    holes = [(c - t)[k == 0] for c, t, k in zip(composites, truths, known)]
    figures = {
        "pooledHolePsnrDb": psnr(np.concatenate(holes) ** 2),
        "meanPerImageHolePsnrDb": np.mean([min(100, psnr(hole**2)) for hole in holes]),
        "pooledHoleL1": np.mean(np.abs(np.concatenate(holes))),
        "pooledCompositePsnrDb": psnr((np.array(composites) - truths) ** 2),
        "meanPerImageCompositeSsim": np.mean([ssim(c, t) for c, t in zip(composites, truths)])}
    for name, value in figures.items():
        digits, said = (4 if name.endswith("Db") else 6), stated["figures"][name]
        same = abs(value - said) <= 10**-digits
        differing += not same
        print(f"{stated['name']:18}{name:27}{value:12.{digits}f}{said:12.{digits}f}  {'same' if same else 'DIFFERENT'}")
sys.exit(differing > 0)
