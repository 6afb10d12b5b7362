"""Does TensorBoard read the events that we write? Written by us, judged by TensorBoard's own reader.

    python checkEvents.py FOLDER

writeEvents.ts leaves tensorboard/ (the events), predictions/epoch-001.png, ... and expected.json in FOLDER. Ends with an
exit code other than 0 if a tag or a step is missing or one too many, if a scalar is another float32, or if a picture is
not the PNG file of its epoch or has another size than its event says.
"""
import io
import json
import os
import sys

import numpy as np
import tensorboard
from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

folder = sys.argv[1]
with open(os.path.join(folder, "expected.json"), encoding="utf8") as file:
    expected = json.load(file)
steps = [epoch["step"] for epoch in expected]

# 0: keep all of them.
events = EventAccumulator(os.path.join(folder, "tensorboard"), size_guidance={"scalars": 0, "images": 0})
events.Reload()
tags = events.Tags()
faults = []


def check(what, received, wanted):
    if received != wanted:
        faults.append(f"{what}: expected {wanted}, but received {received}")


check("scalar tags", sorted(tags["scalars"]), sorted(expected[0]["scalars"]))
check("image tags", tags["images"], ["predictions"])
check("other tags", [name for name in ("histograms", "tensors", "audio") if tags[name]], [])

for tag in sorted(tags["scalars"]):
    read = [(event.step, event.value) for event in events.Scalars(tag)]
    check(tag, read, [(epoch["step"], float(np.float32(epoch["scalars"].get(tag, np.nan)))) for epoch in expected])
    print(f"{tag}: " + ", ".join(f"step {step} {value:.4f}" for step, value in read))

for tag in tags["images"]:
    pictures = events.Images(tag)
    check(f"steps of {tag}", [picture.step for picture in pictures], steps)
    for picture in pictures:
        decoded = Image.open(io.BytesIO(picture.encoded_image_string))
        decoded.load()
        check(f"size at step {picture.step}", decoded.size, (picture.width, picture.height))
        with open(os.path.join(folder, "predictions", f"epoch-{picture.step:03}.png"), "rb") as file:
            check(f"bytes at step {picture.step}", picture.encoded_image_string == file.read(), True)
        print(f"{tag}: step {picture.step}, {decoded.format} of {decoded.size[0]}x{decoded.size[1]} pixels")

for fault in faults:
    print(fault, file=sys.stderr)
print(f"TensorBoard {tensorboard.__version__}: {'FAULTS' if faults else 'all as written'}")
sys.exit(1 if faults else 0)
