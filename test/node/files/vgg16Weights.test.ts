import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { buildVgg16, vgg16Input, vgg16Pools } from "../../../src/models/vgg16";
import { startEngine } from "../../../src/node/engine/startEngine";
import { readHdf5, writeHdf5, type Hdf5Array } from "../../../src/node/files/hdf5";
import { loadVgg16, vgg16WeightsFile } from "../../../src/node/files/vgg16Weights";
import { saveModel } from "../../../src/node/store/modelFiles";
import { notFiles } from "../../support/notFiles";
import { temporaryFolder } from "../../support/temporaryFolder";
import { vgg16Files, vgg16Fixture, vgg16Picture } from "../../support/vgg16";

before(async () => {
  await startEngine({ quiet: true });
});

const { width } = vgg16Fixture;
const folder = temporaryFolder("vgg16-weights-");

function poolsOf(model: tf.LayersModel): tf.Tensor[] {
  const outputs = vgg16Pools.map((name) => model.getLayer(name).output as tf.SymbolicTensor);
  const pools = tf.model({ inputs: model.inputs, outputs });
  return tf.tidy(() => pools.apply(vgg16Input(vgg16Picture())) as tf.Tensor[]);
}

/** Writes what becomes of the arrays of Keras's HDF5 file under new names, given as a function of the old ones. */
async function renamed(
  name: string,
  rename: (path: string) => string | null,
  change: (array: Hdf5Array, path: string) => Hdf5Array = (array) => array,
): Promise<string> {
  const arrays = new Map<string, Hdf5Array>();
  for (const [path, array] of await readHdf5(readFileSync(vgg16Files["HDF5 of a whole network"]))) {
    const place = rename(path);
    if (place !== null) arrays.set(place, change(array, path));
  }
  const groups = new Map<string, Record<string, string>>();
  for (const place of arrays.keys()) {
    place.split("/").forEach((_, i, all) => {
      if (i > 0) groups.set(all.slice(0, i).join("/"), {});
    });
  }
  const file = join(folder, name);
  writeFileSync(file, await writeHdf5(groups, arrays));
  return file;
}

for (const [form, path] of Object.entries(vgg16Files)) {
  test(`${form}: the pooled features are Keras's to 1e-5, and one layer more is passed over`, async () => {
    const model = await loadVgg16(path, { width });
    poolsOf(model).forEach((pool, i) => {
      const { shape, values } = vgg16Fixture.pools[i];
      assert.deepEqual(pool.shape, shape);
      const largest = Math.max(...[...pool.dataSync()].map((value, k) => Math.abs(value - values[k])));
      assert.ok(largest <= 1e-5, `${vgg16Pools[i]} differs by ${largest}`);
    });
    model.dispose();
  });
}

test("HDF5 with the names of Keras 2, weights alone or with the network; an optimiser's moments are no weights", async () => {
  const expected = await loadVgg16(vgg16Files["Keras 3 archive"], { width });
  const wholeKeras2 = await renamed("keras2.h5", (path) => `${path}:0`);
  const alone = await renamed("keras2-weights.h5", (path) => `${path.replace("model_weights/", "")}:0`);
  for (const path of [wholeKeras2, alone]) {
    const model = await loadVgg16(path, { width });
    model.getWeights().forEach((weight, i) => {
      assert.deepEqual(weight.dataSync(), expected.getWeights()[i].dataSync(), `${path}, array ${i}`);
    });
    model.dispose();
  }
  const moments = await renamed("moments.h5", (path) => path.replace("model_weights/", "optimizer_weights/Adam/m/"));
  await assert.rejects(
    loadVgg16(moments, { width }),
    /Expected a kernel of VGG16's layer block1_conv1 in .*moments\.h5/,
  );
  expected.dispose();
});

test("a folder that this project saved is read, in half precision too", async () => {
  const built = buildVgg16({ width, seed: 5 });
  for (const float16 of [false, true]) {
    const place = join(folder, `saved-${float16}`);
    await saveModel(built, place, {}, { float16 });
    const model = await loadVgg16(place, { width });
    model.getWeights().forEach((weight, i) => {
      const values = built.getWeights()[i].dataSync();
      weight.dataSync().forEach((value, k) => {
        assert.ok(Math.abs(value - values[k]) <= (float16 ? 2 ** -11 * Math.abs(values[k]) + 2 ** -25 : 0));
      });
    });
    model.dispose();
  }
  built.dispose();
});

test("a file is what its content says, whatever its name", async () => {
  const path = join(folder, "weights.keras");
  writeFileSync(path, readFileSync(vgg16Files["HDF5 of Keras's applications"]));
  const model = await loadVgg16(path, { width });
  assert.equal(model.getLayer("block3_conv3").getWeights()[0].shape[3], 8);
  model.dispose();
});

test("nothing is left behind, whether it is read or refused", async () => {
  const { numTensors } = tf.memory();
  for (const path of Object.values(vgg16Files)) {
    (await loadVgg16(path, { width })).dispose();
    await assert.rejects(loadVgg16(path, { width: 1 / 16 }));
  }
  assert.equal(tf.memory().numTensors, numTensors);
});

test("one sentence where nothing, a folder without model.json, or no file lies at the path", async () => {
  const none = join(folder, "none.h5");
  await assert.rejects(loadVgg16(none, { width }), {
    message: `Expected the weights of VGG16 at ${none}, but received nothing. Correct the path.`,
  });
  const empty = temporaryFolder("vgg16-empty-");
  await assert.rejects(loadVgg16(empty, { width }), {
    message:
      `Expected TensorFlow.js's model.json in the folder ${empty}, but received none. ` +
      "Name the folder that the converter wrote, or a file of weights.",
  });
  for (const [kind, place] of Object.entries(await notFiles("vgg16-not-files-"))) {
    if (kind === "folder") continue;
    await assert.rejects(loadVgg16(place, { width }), {
      message: `Expected the weights of VGG16 at ${place}, but received a ${kind}. Name a file that holds them.`,
    });
  }
});

test("one sentence for a file that was cut off or is of another kind", async () => {
  const cut = (form: keyof typeof vgg16Files, name: string, share: number): string => {
    const [path, whole] = [join(folder, name), readFileSync(vgg16Files[form])];
    writeFileSync(path, whole.subarray(0, whole.length * share));
    return path;
  };
  for (const form of ["Keras 3 weights", "HDF5 of a whole network", "HDF5 of Keras's applications"] as const) {
    for (const share of [0.01, 0.5, 0.99]) {
      const path = cut(form, "cut.h5", share);
      await assert.rejects(loadVgg16(path, { width }), {
        message: `Expected a whole HDF5 file at ${path}, but it is damaged or was cut off. Use another copy of the file.`,
      });
    }
  }
  await assert.rejects(
    loadVgg16(cut("Keras 3 archive", "cut.keras", 0.5), { width }),
    /^Error: Expected a sound Keras 3 archive at .*cut\.keras, but it is not a zip archive or was cut off\. Use another copy/,
  );
  await assert.rejects(
    loadVgg16(cut("TensorFlow.js model.json", "cut.json", 0.5), { width }),
    /^Error: Expected JSON in .*cut\.json, but received other text \(.*\)\. Name the model\.json that TensorFlow\.js wrote\.$/,
  );
  for (const text of ["", "Not Found", "\x89PNG"]) {
    const path = join(folder, "other.h5");
    writeFileSync(path, text, "latin1");
    await assert.rejects(loadVgg16(path, { width }), {
      message:
        "Expected the weights of VGG16 as HDF5, a Keras archive or TensorFlow.js's model.json, " +
        `but ${path} is none of these. Name another file, or a whole copy.`,
    });
  }
});

test("one sentence for a layer that is missing, in every form", async () => {
  const lacks = (part: string): ((path: string) => string | null) => {
    return (path) => (path.includes(part) ? null : path);
  };
  const path = await renamed("lacks.h5", lacks("block2_conv1"));
  await assert.rejects(loadVgg16(path, { width }), {
    message:
      `Expected a kernel of VGG16's layer block2_conv1 in ${path}, but received none in float32. ` +
      "Name a file of VGG16's weights whose layers are named as in Keras.",
  });
  const withoutBias = await renamed("bias.h5", lacks("block3_conv3/bias"));
  await assert.rejects(
    loadVgg16(withoutBias, { width }),
    /Expected a bias of VGG16's layer block3_conv3 in .*bias\.h5/,
  );
  const small = join(__dirname, "../../fixtures/keras-small.keras");
  await assert.rejects(
    loadVgg16(small, { width }),
    /Expected a kernel of VGG16's layer block1_conv1 in .*small\.keras/,
  );
  const tensorflowjs = join(folder, "lacks");
  cpSync(vgg16Files["TensorFlow.js folder"], tensorflowjs, { recursive: true });
  const json = join(tensorflowjs, "model.json");
  writeFileSync(json, readFileSync(json, "utf8").replace("block3_conv1/bias", "other/bias"));
  await assert.rejects(
    loadVgg16(tensorflowjs, { width }),
    /Expected a bias of VGG16's layer block3_conv1 in .*lacks, but received none/,
  );
  const keras3 = join(folder, "lacks.weights.h5");
  const arrays = await readHdf5(readFileSync(vgg16Files["Keras 3 weights"]));
  const groups = ["layers", "layers/conv2d", "layers/conv2d/vars"].map((group) => [group, {}] as const);
  const first = [...arrays].filter(([name]) => name.startsWith("layers/conv2d/"));
  writeFileSync(keras3, await writeHdf5(new Map(groups), new Map(first)));
  await assert.rejects(
    loadVgg16(keras3, { width }),
    /Expected a kernel of VGG16's layer block1_conv2 in .*lacks\.weights/,
  );
});

test("one sentence for a layer of another shape, in every form, and where Theano's order is meant", async () => {
  for (const path of Object.values(vgg16Files)) {
    await assert.rejects(
      loadVgg16(path),
      (error: Error) =>
        error.message.startsWith("Expected the kernel of VGG16's layer block1_conv1 in ") &&
        error.message.endsWith(
          " of shape [3,3,3,64], but received [3,3,3,2]. Name a file of VGG16's weights as TensorFlow has them.",
        ),
    );
  }
  const theano = await renamed(
    "theano.h5",
    (path) => path,
    (array) => ({ ...array, shape: [...array.shape].reverse() }),
  );
  await assert.rejects(loadVgg16(theano, { width }), /of shape \[3,3,3,2\], but received \[2,3,3,3\]\. Name/);
});

test("one sentence for weights that are not finite; what is not needed may hold anything", async () => {
  const odd = (layer: string, value: number): Promise<string> =>
    renamed(
      `${layer}.h5`,
      (path) => path,
      (array, path) => ({ ...array, data: path.includes(`${layer}/`) ? array.data.fill(value) : array.data }),
    );
  const path = await odd("block1_conv2", Infinity);
  await assert.rejects(loadVgg16(path, { width }), {
    message:
      `Expected finite weights in ${path}, but received Infinity in the kernel of block1_conv2. ` +
      "Use another copy of the file.",
  });
  const behind = await loadVgg16(await odd("block4_conv1", NaN), { width });
  behind.dispose();
});

test("VGG16_WEIGHTS names the file; without it, or empty, there is none", () => {
  const before = process.env.VGG16_WEIGHTS;
  try {
    delete process.env.VGG16_WEIGHTS;
    assert.equal(vgg16WeightsFile(), null);
    process.env.VGG16_WEIGHTS = "";
    assert.equal(vgg16WeightsFile(), null);
    process.env.VGG16_WEIGHTS = "/somewhere/vgg16.h5";
    assert.equal(vgg16WeightsFile(), "/somewhere/vgg16.h5");
  } finally {
    if (before === undefined) delete process.env.VGG16_WEIGHTS;
    else process.env.VGG16_WEIGHTS = before;
  }
});
