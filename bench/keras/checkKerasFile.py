"""Does Keras load the .keras file that we write, and predict what we predict? Written by us, judged by Keras.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0
    npx tsx bench/keras/writeKerasCheck.ts CHECK
    python bench/keras/checkKerasFile.py CHECK

writeKerasCheck.ts leaves network.keras (the report's network, seeded weights), images.f32 [4,32,32,3] and outputs.f32
(our predictions) in the folder CHECK. Ends with an exit code other than 0 if an output differs by more than 1e-5, or if
a network read and saved again by Keras has other weights.
"""
import os
import sys
import tempfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import keras
import numpy as np

folder = sys.argv[1]


def floats(name):
    return np.fromfile(os.path.join(folder, name), np.float32).reshape(-1, 32, 32, 3)


model = keras.saving.load_model(os.path.join(folder, "network.keras"))
assert model.count_params() == 13347, model.count_params()
outputs, ours = model.predict(floats("images.f32"), verbose=0), floats("outputs.f32")
assert outputs.shape == ours.shape, (outputs.shape, ours.shape)
difference = float(np.abs(outputs - ours).max())

with tempfile.TemporaryDirectory() as scratch:
    model.save(os.path.join(scratch, "again.keras"))
    again = keras.saving.load_model(os.path.join(scratch, "again.keras"))
same = all(np.array_equal(a, b) for a, b in zip(model.get_weights(), again.get_weights(), strict=True))

print(f"Keras {keras.__version__}: outputs from {outputs.min():.3f} to {outputs.max():.3f}, "
      f"largest difference {difference:.2e}, {'equal' if same else 'DIFFERENT'} weights after saving again")
sys.exit(0 if difference <= 1e-5 and same else 1)
