import assert from "node:assert/strict";
import { test } from "node:test";
import { classicalMethods } from "../../src/classical";
import { inpaintingMethods } from "../../src/methods";

test("the table is in the order of the benchmark's tables, with the titles that recorded rows have", () => {
  assert.deepEqual(
    inpaintingMethods.map(({ name, title }) => `${name}: ${title}`),
    [
      "mean: Mean of the known",
      "harmonic: Harmonic",
      "telea: Telea",
      "navierStokes: Navier-Stokes",
      "biharmonic: Biharmonic",
      "exemplar: Exemplar-based",
      "nearestImage: Nearest image",
      "report-fixed-seed1: Report's network, fixed masks, seed 1",
      "report-fixed-seed2: Report's network, fixed masks, seed 2",
      "report-fresh-seed1: Report's network, fresh masks, seed 1",
      "report-fresh-seed2: Report's network, fresh masks, seed 2",
      "report-authors: Report's network, authors' weights",
      "article-squares-half: Article's U-Net for squares, half width",
      "article-squares-samples50000: Article's U-Net for squares, whole width, 50,000 samples",
      "article-lines-half: Article's U-Net for lines, half width",
      "article-lines-samples100000: Article's U-Net for lines, whole width, 100,000 samples",
      "article-partial: Article's partial U-Net",
      "context-l2: Context encoder, squared error, seed 1",
      "context-l2-seed2: Context encoder, squared error, seed 2",
      "context-l2-seed3: Context encoder, squared error, seed 3",
      "context-joint: Context encoder, joint, seed 1",
      "context-joint-seed2: Context encoder, joint, seed 2",
      "context-joint-seed3: Context encoder, joint, seed 3",
      "context-joint-step.adversarial.weight0.01: Context encoder, joint at .01, seed 1",
      "context-joint-seed2-step.adversarial.weight0.01: Context encoder, joint at .01, seed 2",
      "context-joint-seed3-step.adversarial.weight0.01: Context encoder, joint at .01, seed 3",
      "context-joint-step.adversarial.weight0.05: Context encoder, joint at .05, seed 1",
      "context-joint-seed2-step.adversarial.weight0.05: Context encoder, joint at .05, seed 2",
      "context-joint-seed3-step.adversarial.weight0.05: Context encoder, joint at .05, seed 3",
      "context-random: Context encoder for blocks, joint, seed 1",
      "context-random-seed2: Context encoder for blocks, joint, seed 2",
      "context-random-seed3: Context encoder for blocks, joint, seed 3",
      "residual-inpainter: Residual inpainter",
      "photographs-partial: Partial U-Net, photographs",
      "photographs-plain: Plain U-Net, photographs",
    ],
  );
});

test("every classical method has its line, and a line is plain data", () => {
  const classical = inpaintingMethods.filter(({ source }) => source.kind === "classical").map(({ name }) => name);
  assert.deepEqual(classical, Object.keys(classicalMethods));
  assert.deepEqual(JSON.parse(JSON.stringify(inpaintingMethods)), inpaintingMethods);
});
