import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { layerTable, layerTableRows, outputShapeText } from "../../src/figures/layerTable";
import { networkDiagram } from "../../src/figures/networkDiagram";
import { svgToPng } from "../../src/node/figures/encode";
import { sampleLayers } from "./samples";

test("a model becomes one row per layer with shapes and parameters", () => {
  const input = tf.input({ shape: [8, 8, 3] });
  const features = tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: "same", name: "features" }).apply(input);
  const model = tf.model({
    inputs: input,
    outputs: tf.layers.maxPooling2d({ poolSize: 2, name: "half" }).apply(features) as tf.SymbolicTensor,
  });
  const rows = layerTable(model);
  assert.deepEqual(
    rows.map(({ kind, outputShape, parameters }) => [kind, outputShape, parameters]),
    [
      ["InputLayer", [8, 8, 3], 0],
      ["Conv2D", [8, 8, 4], 112],
      ["MaxPooling2D", [4, 4, 4], 0],
    ],
  );
  assert.deepEqual(layerTableRows(rows).at(-1), { layer: "total", kind: "", "output shape": "", parameters: 112 });
  assert.equal(outputShapeText([null, 3]), "any × 3");
  model.dispose();
});

test("a layer with several outputs is refused", () => {
  const layer = {
    name: "two",
    outputShape: [
      [null, 1],
      [null, 1],
    ],
    getClassName: () => "Two",
    countParams: () => 0,
  };
  assert.throws(
    () => layerTable({ layers: [layer] } as unknown as tf.LayersModel),
    /Expected layers with one output, but received 2 outputs from "two"/,
  );
});

test("the diagram names every layer, its shape and its parameters, in words too", () => {
  const { svg, alt, width, height } = networkDiagram(sampleLayers, { title: "The report's <autoencoder>" });
  assert.ok(
    svg.includes("The report's &lt;autoencoder&gt;") && svg.includes("4,624 parameters") && svg.includes("8 × 8 × 16"),
  );
  assert.match(
    alt,
    /10 layers from 32 × 32 × 3 to 32 × 32 × 3, 13,347 parameters, fewest values in "layer4" \(1,024\)/,
  );
  assert.equal(svg.match(/<rect [^>]*rx="2"/g)?.length, 10);
  assert.ok(svg.includes(`width="${width}" height="${height}"`));
  assert.doesNotMatch(svg, /NaN|undefined/);
  svgToPng(svg);
});

test("parts are brackets over their layers, and stand in the words", () => {
  const parts = [
    { label: "Encoder", from: "layer1", to: "layer3" },
    { label: "Bottleneck", from: "layer4", to: "layer4" },
  ];
  const plain = networkDiagram(sampleLayers, { title: "T" });
  const { svg, alt, height } = networkDiagram(sampleLayers, { title: "T", parts });
  assert.ok(svg.includes(">Encoder</text>") && svg.includes(">Bottleneck</text>"));
  assert.match(alt, /\(1,024\)\. Encoder: layer1 to layer3\. Bottleneck: layer4\.$/);
  assert.equal(height, plain.height + 30);
  const [wide, narrow] = [...svg.matchAll(/M([\d.]+) [\d.]+v-6H([\d.]+)/g)].map(([, left, right]) => +right - +left);
  assert.ok(wide > 2 * narrow, `${wide} and ${narrow} pixels`);
  for (const part of [
    { label: "Encoder", from: "layer1", to: "layer99" },
    { label: "Encoder", from: "layer4", to: "layer1" },
  ]) {
    assert.throws(
      () => networkDiagram(sampleLayers, { title: "T", parts: [part] }),
      /Expected the part "Encoder" to go from one layer to the same or a later one, but received "layer\d" and "layer\d+"\. The layers are layer0, /,
    );
  }
});

test("synthetic data is written on the diagram", () => {
  assert.ok(networkDiagram(sampleLayers, { title: "T", synthetic: true }).svg.includes(">synthetic data</text>"));
});

test("what cannot be drawn is refused", () => {
  assert.throws(() => networkDiagram([], { title: "T" }), /Expected the rows of a network, but received none/);
  assert.throws(
    () => networkDiagram([{ layer: "flat", kind: "Flatten", outputShape: [9], parameters: 0 }], { title: "T" }),
    /Expected an output of \[height, width, channels\] from "flat", but received 9\. Draw only layers/,
  );
});
