// How long a lesson may be: code cells, lines of a cell, checks, and the share of its lines that is plumbing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countCells, countNotebooks, limits } from "./notebookCounts";

test("every lesson keeps the limits and has something to move", () => {
  const counts = Object.entries(countNotebooks());
  assert.ok(counts.length >= 12, `${counts.length} notebooks`);
  for (const [name, { cells, longest, checks, plumbing, lines, widgets }] of counts) {
    assert.ok(cells <= limits.cells, `${name}: ${cells} code cells`);
    assert.ok(longest <= limits.longest, `${name}: a cell of ${longest} lines`);
    assert.ok(checks <= limits.checks, `${name}: ${checks} checks`);
    assert.ok(plumbing <= limits.plumbingShare * lines, `${name}: ${plumbing} of ${lines} lines are plumbing`);
    assert.ok(widgets >= 1, `${name}: nothing to move`);
  }
});

test("cells, lines, checks, widgets and plumbing are counted as a reader sees them", () => {
  const cells = [
    `import { check, slider,\n  quickly } from "inpainting-lab";\n\nconst fill = 1;`,
    `check("one", true); checkMeasured("two", true);\nslider({ label: "epoch", frames: frames });\nshowHoleExplorer(found); await swipe(two);`,
    `const some = quickly ? 1 : 2, unless = { unless: synthetic };\ntry {\n  plot(data);\n} catch (error) {}`,
    `imageGrid({ rows: rows, alt: "A picture." });\nconst alternatives = 3;`,
  ];
  assert.deepEqual(countCells(cells), {
    cells: 4,
    lines: 12,
    longest: 4,
    checks: 2,
    plumbing: 4,
    plumbingOrCheck: 5,
    widgets: 3,
  });
});
