# Reads a mask set of cifar10-inpainting-v1 as a NumPy array [10000, 32, 32], 1 = known pixel, 0 = hole, and checks its hash.
# python3 readMasks.py centre16
import hashlib, json, sys
from pathlib import Path
import numpy as np

folder, name = Path(__file__).parent, sys.argv[1]
entry = next(s for s in json.loads((folder / "masks.json").read_text())["sets"] if s["name"] == name)
packed = (folder / entry["file"]).read_bytes()
assert hashlib.sha256(packed).hexdigest() == entry["sha256"], f"{entry['file']} is not the published mask set"
known = np.unpackbits(np.frombuffer(packed, np.uint8)).reshape(entry["shape"])
print(name, known.shape, f"hole fraction {1 - known.mean():.4f}")
