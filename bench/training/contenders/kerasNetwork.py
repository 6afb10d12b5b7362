"""The Keras model for a description of network.ts. Masks lie on a path without weights and without gradient."""
import keras
from keras import ops


class PartialConvolution(keras.layers.Layer):
    """src/layers/partialConv2D.ts with ReLU, from features, their mask and the known numbers of each window."""

    def __init__(self, filters, size, stride, name):
        super().__init__(name=name)
        self.filters, self.size, self.stride = filters, size, stride

    def build(self, shapes):
        kernel = (self.size, self.size, shapes[0][-1], self.filters)
        self.kernel = self.add_weight(shape=kernel, initializer="glorot_uniform", name="kernel")
        self.bias = self.add_weight(shape=(self.filters,), initializer="zeros", name="bias")

    def call(self, inputs):
        features, mask, known = inputs
        sums = ops.conv(features * mask, self.kernel, self.stride, "same")
        ratio = ops.divide_no_nan(float(self.size**2 * mask.shape[-1]), known)
        return ops.relu(sums * ratio + updated_mask(known) * self.bias)


def known_count(mask, size, stride):
    """How many numbers of each window are known: the channels are added up first, so that one remains to be convolved."""
    mask = ops.stop_gradient(mask)
    per_pixel = mask if mask.shape[-1] == 1 else ops.sum(mask, axis=-1, keepdims=True)
    return ops.conv(per_pixel, ops.ones((size, size, 1, 1)), stride, "same")


def updated_mask(known):
    return ops.cast(known > 0.5, "float32")


def apply(layer, inputs):
    """What a node of the description makes of its inputs."""
    kind, name, channels = layer["kind"], layer["name"], layer["shape"][2]
    if kind == "input":
        return keras.Input(layer["shape"])
    if kind == "convolution":
        return keras.layers.Conv2D(channels, layer["kernelSize"], padding="same", activation=layer["activation"],
                                   name=name)(inputs[0])
    if kind == "transposedConvolution":
        return keras.layers.Conv2DTranspose(channels, 2, strides=2, padding="same", name=name)(inputs[0])
    if kind == "partialConvolution":
        return PartialConvolution(channels, layer["kernelSize"], layer["stride"], name)(inputs)
    if kind == "knownCount":
        return known_count(inputs[0], layer["kernelSize"], layer["stride"])
    if kind == "updatedMask":
        return updated_mask(inputs[0])
    if kind == "splitImage":
        return inputs[0][..., :-1]
    if kind == "splitMask":
        return inputs[0][..., -1:]
    if kind == "repeatMask":
        return ops.tile(inputs[0], (1, 1, 1, channels))
    if kind == "halve":
        return keras.layers.MaxPooling2D(2)(inputs[0])
    if kind == "double":
        return keras.layers.UpSampling2D(2, interpolation="nearest")(inputs[0])
    if kind == "concatenate":
        return keras.layers.Concatenate()(inputs)
    raise ValueError(f"Expected a layer kind of network.ts, but received {kind}.")


def build(network):
    """The untrained model; layers with weights have the description's names."""
    outputs = {}
    for layer in network["layers"]:
        result = outputs[layer["name"]] = apply(layer, [outputs[name] for name in layer["inputs"]])
    return keras.Model(outputs["input"], result)
