"""Is PartialConv2D the partial convolution that its inventors published? Computed by us, judged by PyTorch.

    npx tsx bench/partialConvolution/writeCases.ts CHECK
    python bench/partialConvolution/checkCases.py CHECK

The formulation of NVIDIA/partialconv (Liu et al. 2018), in float64: an ordinary convolution with bias, its bias taken off, the
rest scaled by window size over known count, the bias put back, and all of it times the new mask. Gradients are autograd's.
Ends with an exit code other than 0 if anything differs by more than 1e-5, as a part of the value where that is above 1.
"""
import json
import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../training/contenders"))
from importTorch import torch  # noqa: E402
import torch.nn.functional as F  # noqa: E402

tolerance, epsilon = 1e-5, 1e-8


def read_cases(folder):
    """Pairs of settings and arrays {name: tensor}, float64; images [N,H,W,C], kernels [k,k,in,out]."""
    with open(os.path.join(folder, "cases.json"), encoding="utf8") as file:
        cases = json.load(file)
    values, start = np.fromfile(os.path.join(folder, "values.f32"), np.float32), 0
    for settings in cases:
        arrays = {}
        for name, shape in settings["shapes"].items():
            end = start + int(np.prod(shape))
            arrays[name] = torch.from_numpy(values[start:end].astype(np.float64).reshape(shape))
            start = end
        yield settings, arrays
    assert start == len(values), (start, len(values))


def pad_same(x, size, stride):
    """[N,C,H,W] with TensorFlow's "same" padding: zeros, half on each side, the odd one behind."""
    (top, bottom), (left, right) = [
        (both // 2, both - both // 2)
        for both in (max((-(-side // stride) - 1) * stride + size - side, 0) for side in x.shape[2:])
    ]
    return F.pad(x, (left, right, top, bottom))


def published(features, mask, kernel, bias, stride):
    """Features and new mask, both [N,filters,H',W']; features [N,C,H,W], mask [N,1 or C,H,W], kernel [filters,C,k,k]."""
    size = kernel.shape[2]
    mask = pad_same(mask, size, stride)
    with torch.no_grad():
        ones = torch.ones(kernel.shape[0], mask.shape[1], size, size, dtype=mask.dtype)
        count = F.conv2d(mask, ones, stride=stride)
        updated = count.clamp(0, 1)
        ratio = ones[0].numel() / (count + epsilon) * updated
    convolved = F.conv2d(pad_same(features, size, stride) * mask, kernel, bias, stride=stride)
    offset = bias.view(1, -1, 1, 1)
    return ((convolved - offset) * ratio + offset) * updated, updated


def theirs(settings, arrays):
    """What PyTorch makes of a case, under the names and in the order of axes of ours."""
    features, kernel, bias = (arrays[name].clone().requires_grad_() for name in ("features", "kernel", "bias"))
    output, updated = published(features.permute(0, 3, 1, 2), arrays["knownMask"].permute(0, 3, 1, 2),
                                kernel.permute(3, 2, 0, 1).contiguous(), bias, settings["strides"])
    output = output.permute(0, 2, 3, 1)
    (output * arrays["weights"]).sum().backward()
    return {"output": output.detach(), "updatedMask": updated[:, :1].permute(0, 2, 3, 1), "featuresGradient": features.grad,
            "kernelGradient": kernel.grad, "biasGradient": bias.grad}


greatest, count = {}, 0
for settings, arrays in read_cases(sys.argv[1]):
    count += 1
    for name, wanted in theirs(settings, arrays).items():
        assert wanted.shape == arrays[name].shape, (name, wanted.shape, arrays[name].shape)
        difference = float(((arrays[name] - wanted).abs() / wanted.abs().clamp(min=1)).max())
        greatest[name] = float(np.maximum(greatest.get(name, 0.0), difference))  # NaN stays NaN

print(f"PyTorch {torch.__version__}, {count} cases, greatest differences: "
      + ", ".join(f"{name} {difference:.1e}" for name, difference in greatest.items()))
sys.exit(0 if count > 0 and all(difference <= tolerance for difference in greatest.values()) else 1)
