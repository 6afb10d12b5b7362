import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseNotebooks } from "../../../src/node/commands/notebookList";

const files = ["C1-traced-training.ipynb", "A10-later.ipynb", "A0-first-fill.ipynb", "solutions", "Ax.ipynb", "A0-first-fill.ipynb.txt"];

test("the report's notebooks and the engine room, in order", () => {
  assert.deepEqual(chooseNotebooks(files, true), {
    executed: ["A0-first-fill.ipynb", "A10-later.ipynb", "C1-traced-training.ipynb"], leftOut: [],
  });
});

test("without the native engine the engine room is left out", () => {
  assert.deepEqual(chooseNotebooks(files, false), {
    executed: ["A0-first-fill.ipynb", "A10-later.ipynb"], leftOut: ["C1-traced-training.ipynb"],
  });
});
