# Reads a mask set of a benchmark as NumPy arrays [N, H, W], 1 = known pixel, 0 = hole, one for each size, and checks its hash.
# python3 readMasks.py centre16
import hashlib, json, sys
from pathlib import Path
import numpy as np

folder, name = Path(__file__).parent, sys.argv[1]
entry = next(s for s in json.loads((folder / "masks.json").read_text())["sets"] if s["name"] == name)
packed = (folder / entry["file"]).read_bytes()
assert hashlib.sha256(packed).hexdigest() == entry["sha256"], f"{entry['file']} is not the published mask set"
masks, start = [], 0
for shape in entry.get("shapes") or [entry["shape"]]:  # each begins with a byte of its own
    pixels = int(np.prod(shape))
    end = start + (pixels + 7) // 8
    masks.append(np.unpackbits(np.frombuffer(packed[start:end], np.uint8), count=pixels).reshape(shape))
    start = end
for known in masks:
    print(name, known.shape, f"hole fraction {1 - known.mean():.4f}")
