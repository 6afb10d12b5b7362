import assert from "node:assert/strict";
import { test } from "node:test";
import { notebooksFolder } from "../../../src/node/paths";
import { cellSource, wrapCode } from "../../../src/node/typeset/notebookCells";

test("a cell's source as it stands in the notebook", () => {
  assert.match(cellSource(notebooksFolder, "A3-masking", "draw-masks"), /drawSquareMasks/);
});

test("long lines go on behind a mark, indented, and lose nothing", () => {
  const line = `  const sum = ${Array.from({ length: 40 }, (_, i) => `value${i}`).join(" + ")};`;
  const wrapped = wrapCode(`short\n${line}`, 60).split("\n");
  assert.equal(wrapped[0], "short");
  assert.ok(wrapped.every((part) => part.length <= 60));
  assert.ok(wrapped.slice(2).every((part) => part.startsWith("    ↪ ")));
  assert.equal(
    wrapped
      .slice(1)
      .map((part) => part.replace(/^ *(↪ )?/, ""))
      .join(" "),
    line.trim(),
  );
});

test("a word longer than the line is broken too", () => {
  const wrapped = wrapCode("x".repeat(130), 50).split("\n");
  assert.ok(wrapped.length === 3 && wrapped.every((part) => part.length <= 50));
  assert.equal(wrapped.join("").replace(/[ ↪]/g, "").length, 130);
});
