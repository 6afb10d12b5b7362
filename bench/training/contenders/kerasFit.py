"""The contender "keras fit": Keras 3 on TensorFlow, model.fit on NumPy arrays; argument plain or jit (jit_compile)."""
import os
import sys
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

from serve import Side, serve, timed  # noqa: E402  (stdout is set aside before TensorFlow can print on it)

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from kerasNetwork import build  # noqa: E402
from prepared import Prepared  # noqa: E402


class EpochTime(keras.callbacks.Callback):
    """Seconds from the beginning of an epoch, before it is shuffled, to the end of its last batch."""

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.seconds = time.perf_counter() - self.began


class KerasFit(Side):
    def __init__(self, jit):
        self.jit = jit

    def setup(self, folder):
        self.data = data = Prepared(folder)
        keras.utils.set_random_seed(1)
        self.model = build(data.network)
        for layer, arrays in data.weights.items():
            self.model.get_layer(layer).set_weights(arrays)
        loss = {"binaryCrossentropy": "binary_crossentropy", "meanSquaredError": "mean_squared_error",
                "meanAbsoluteError": "mean_absolute_error"}[data.loss]
        adam = keras.optimizers.Adam(data.adam["learningRate"], epsilon=data.adam["epsilon"])
        self.model.compile(optimizer=adam, loss=loss, jit_compile=self.jit)
        size = data.batch_size
        first = self.model.evaluate(data.inputs[:size], data.targets[:size], batch_size=size, verbose=0)
        warm_up = self.fit(shuffle=False)
        self.predict_all()
        return {"version": f"Python {sys.version.split()[0]}, Keras {keras.__version__}, TensorFlow {tf.__version__}",
                "firstLoss": float(first), "warmUpLoss": warm_up}

    def fit(self, shuffle, callbacks=None):
        data = self.data
        history = self.model.fit(data.inputs, data.targets, batch_size=data.batch_size, epochs=1, shuffle=shuffle, verbose=0,
                                 callbacks=callbacks)
        return float(history.history["loss"][0])

    def predict_all(self):
        return np.asarray(self.model.predict(self.data.inputs, batch_size=self.data.batch_size, verbose=0))

    def train(self, epoch):
        clock = EpochTime()
        whole, loss = timed(lambda: self.fit(shuffle=True, callbacks=[clock]))
        return {"seconds": clock.seconds, "images": self.data.images, "loss": loss, "idleSeconds": whole - clock.seconds}

    def predict(self):
        seconds, _ = timed(self.predict_all)
        return {"seconds": seconds, "images": self.data.images}


serve(KerasFit(jit=sys.argv[1] == "jit"))
