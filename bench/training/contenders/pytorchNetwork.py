"""The PyTorch module for a description of network.ts. Masks lie on a path without parameters, so that no gradient is computed
there. Images and features are kept in channels_last."""
from importTorch import torch
import torch.nn.functional as F


class PartialConvolution(torch.nn.Module):
    """src/layers/partialConv2D.ts with ReLU, from features, their mask and the known numbers of each window."""

    def __init__(self, channels, filters, size, stride):
        super().__init__()
        self.size, self.stride = size, stride
        self.weight = torch.nn.Parameter(torch.empty(filters, channels, size, size))
        self.bias = torch.nn.Parameter(torch.empty(filters))

    def forward(self, features, mask, known):
        sums = convolve_same(features * mask, self.weight, self.size, self.stride)
        ratio = torch.where(known > 0.5, self.size**2 * mask.shape[1] / known, 0)
        return F.relu(torch.addcmul(sums * ratio, updated_mask(known), self.bias[:, None, None]), inplace=True)


def convolve_same(x, weight, size, stride):
    """A convolution with TensorFlow's "same" padding, which with a stride may be one wider on the right and below."""
    around = [max((-(-side // stride) - 1) * stride + size - side, 0) for side in x.shape[2:]]
    if all(both % 2 == 0 for both in around):
        return F.conv2d(x, weight, stride=stride, padding=[both // 2 for both in around])
    (top, bottom), (left, right) = [(both // 2, both - both // 2) for both in around]
    return F.conv2d(F.pad(x, (left, right, top, bottom)), weight, stride=stride)


def known_count(mask, size, stride):
    """How many numbers of each window are known: the channels are added up first, so that one remains to be convolved."""
    per_pixel = mask if mask.shape[1] == 1 else mask.sum(dim=1, keepdim=True)
    return convolve_same(per_pixel, mask.new_ones(1, 1, size, size), size, stride)


def updated_mask(known):
    return (known > 0.5).to(known.dtype)


def make_module(layer, channels):
    """The module of a node with weights, for inputs of so many channels; None for others."""
    kind, filters = layer["kind"], layer["shape"][2]
    if kind == "convolution":
        return torch.nn.Conv2d(channels, filters, layer["kernelSize"], padding=layer["kernelSize"] // 2)
    if kind == "transposedConvolution":
        return torch.nn.ConvTranspose2d(channels, filters, 2, stride=2)
    if kind == "partialConvolution":
        return PartialConvolution(channels, filters, layer["kernelSize"], layer["stride"])
    return None


class Network(torch.nn.Module):
    """The network with the weights {layer: [kernel, bias]}; gives logits where its last activation is a sigmoid."""

    def __init__(self, description, weights):
        super().__init__()
        self.layers = description["layers"]
        channels = {layer["name"]: layer["shape"][2] for layer in self.layers}
        self.weighted = torch.nn.ModuleDict()
        for layer in self.layers:
            module = make_module(layer, channels[layer["inputs"][0]]) if layer["inputs"] else None
            if module is None:
                continue
            kernel, bias = weights[layer["name"]]
            with torch.no_grad():
                module.weight.copy_(torch.from_numpy(kernel.transpose(3, 2, 0, 1).copy()))
                module.bias.copy_(torch.from_numpy(bias.copy()))
            self.weighted[key(layer)] = module
        self.ends_in_sigmoid = self.layers[-1].get("activation") == "sigmoid"

    def forward(self, x):
        outputs = {}
        for layer in self.layers:
            inputs = [outputs[name] for name in layer["inputs"]] or [x]
            result = outputs[layer["name"]] = self.apply_layer(layer, *inputs)
        return result

    def apply_layer(self, layer, x, *others):
        kind = layer["kind"]
        if kind == "input":
            return x
        if kind == "convolution":
            result = self.weighted[key(layer)](x)
            if layer["activation"] == "relu":
                return F.relu(result, inplace=True)
            is_last = layer is self.layers[-1]
            return torch.sigmoid(result) if layer["activation"] == "sigmoid" and not is_last else result
        if kind == "transposedConvolution" or kind == "partialConvolution":
            return self.weighted[key(layer)](x, *others)
        if kind == "knownCount":
            return known_count(x, layer["kernelSize"], layer["stride"])
        if kind == "updatedMask":
            return updated_mask(x)
        if kind == "splitImage":
            return x[:, :-1]
        if kind == "splitMask":
            return x[:, -1:]
        if kind == "repeatMask":
            return x.expand(-1, layer["shape"][2], -1, -1).contiguous(memory_format=torch.channels_last)
        if kind == "halve":
            return F.max_pool2d(x, 2)
        if kind == "double":
            return F.interpolate(x, scale_factor=2, mode="nearest")
        if kind == "concatenate":
            return torch.cat([x, *others], dim=1)
        raise ValueError(f"Expected a layer kind of network.ts, but received {kind}.")


def key(layer):
    """Names of modules may hold no dot."""
    return layer["name"].replace(".", "_")
