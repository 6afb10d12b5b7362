import assert from "node:assert/strict";
import { test } from "node:test";

const load = () => import("../../../src/node/options/nearest.mjs");
const methods = ["mean", "harmonic", "telea", "navierStokes", "biharmonic", "exemplar", "residual-inpainter"];

test("one wrong, missing, added or exchanged letter leads to the name meant", async () => {
  const { nearest } = await load();
  const cases = [
    ["telae", "telea"],
    ["tela", "telea"],
    ["teleaa", "telea"],
    ["talea", "telea"],
    ["maen", "mean"],
    ["Navier-Stokes", "navierStokes"],
    ["residul_inpanter", "residual-inpainter"],
    ["bihamonic", "biharmonic"],
    ["residual", "residual-inpainter"],
  ];
  for (const [typed, meant] of cases) assert.equal(nearest(typed, methods), meant, typed);
});

test("the nearest of several wins; a word that is far from all is not explained away", async () => {
  const { didYouMean, nearest } = await load();
  assert.equal(nearest("harmonik", methods), "harmonic", "not biharmonic");
  for (const word of ["", "x", "magic", "photographs", "abcd"]) assert.equal(nearest(word, methods), null, word);
  assert.equal(didYouMean("telae", methods), " Did you mean telea?");
  assert.equal(didYouMean("magic", methods), "");
});
