import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseNotebooks } from "../../../src/node/jupyter/chooseNotebooks";

const files = [
  "C1-traced-training.ipynb",
  "B1-classical.ipynb",
  "A10-later.ipynb",
  "A0-first-fill.ipynb",
  "D1-none.ipynb",
  "solutions",
  "Ax.ipynb",
  "A0-first-fill.ipynb.txt",
];

test("the report's notebooks, those beyond it and the engine room, in order", () => {
  assert.deepEqual(chooseNotebooks(files, true), {
    executed: ["A0-first-fill.ipynb", "A10-later.ipynb", "B1-classical.ipynb", "C1-traced-training.ipynb"],
    leftOut: [],
  });
});

test("without the native engine the engine room is left out", () => {
  assert.deepEqual(chooseNotebooks(files, false), {
    executed: ["A0-first-fill.ipynb", "A10-later.ipynb", "B1-classical.ipynb"],
    leftOut: ["C1-traced-training.ipynb"],
  });
});
