"""The report's network trained by Keras, on the same images and the same fixed masks as our run: the control.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0
    npx tsx bench/keras/exportControl.ts SHARED 1
    python bench/keras/controlRun.py --archive cifar-10-binary.tar.gz --shared SHARED --out control.csv

Writes epoch,loss,valLoss like our log.csv. With --own-weights Keras draws the initial weights too; the order of the
images is Keras's own in both cases.
"""
import argparse
import os
import tarfile

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import keras
import numpy as np
import tensorflow as tf

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--archive", required=True, help="CIFAR-10, binary version, tar.gz")
parser.add_argument("--shared", required=True, help="folder written by exportControl.ts")
parser.add_argument("--own-weights", action="store_true", help="start from weights that Keras draws")
parser.add_argument("--out", required=True, help="the log to write (csv)")
parser.add_argument("--epochs", type=int, default=40)
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()


def read(archive, names):
    parts = []
    for name in names:
        member = next(m for m in archive.getmembers() if m.name.endswith("/" + name))
        records = np.frombuffer(archive.extractfile(member).read(), np.uint8).reshape(-1, 3073)
        parts.append(records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))
    return np.concatenate(parts).astype(np.float32) / 255


def masks(name):
    return np.fromfile(os.path.join(args.shared, name), np.uint8).reshape(-1, 32, 32, 1).astype(np.float32)


with tarfile.open(args.archive) as archive:
    train = read(archive, [f"data_batch_{i}.bin" for i in range(1, 6)])
    test = read(archive, ["test_batch.bin"])

keras.utils.set_random_seed(args.seed)
layers = keras.layers
model = keras.Sequential([
    keras.Input((32, 32, 3)),
    layers.Conv2D(32, 3, padding="same", activation="relu"), layers.MaxPooling2D(2, padding="same"),
    layers.Conv2D(16, 3, padding="same", activation="relu"), layers.MaxPooling2D(2, padding="same"),
    layers.Conv2D(16, 3, padding="same", activation="relu"), layers.UpSampling2D(2),
    layers.Conv2D(32, 3, padding="same", activation="relu"), layers.UpSampling2D(2),
    layers.Conv2D(3, 3, padding="same", activation="sigmoid"),
])
assert model.count_params() == 13347
if not args.own_weights:
    model.set_weights(keras.saving.load_model(os.path.join(args.shared, "initial.keras")).get_weights())
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy")

known_train, known_test = train * masks("train-masks.u8"), test * masks("test-masks.u8")
log = keras.callbacks.CSVLogger(args.out + ".tmp")
model.fit(known_train, train, validation_data=(known_test, test), epochs=args.epochs, batch_size=128, shuffle=True,
          callbacks=[log], verbose=2)
with open(args.out + ".tmp") as rows, open(args.out, "w") as out:
    out.write("epoch,loss,valLoss\n")
    for row in rows.read().splitlines()[1:]:
        epoch, loss, val = row.split(",")
        out.write(f"{int(epoch) + 1},{float(loss):.8f},{float(val):.8f}\n")
os.remove(args.out + ".tmp")
