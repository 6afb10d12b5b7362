// How long a lesson may be: code cells, lines of a cell, checks, and the share of its lines that is plumbing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countCells, countNotebooks, limits, type NotebookCount } from "./notebookCounts";

type Exceeded = Partial<Pick<NotebookCount, "cells" | "longest" | "checks" | "plumbing">>;

/** What a notebook still exceeds, with its number now: a line goes when the notebook keeps the limit, and no number grows. */
const notYet: { readonly [notebook: string]: Exceeded } = {
  "A0-first-fill.ipynb": { plumbing: 4 },
  "A2-loading.ipynb": { checks: 9, plumbing: 12 },
  "A3-masking.ipynb": { cells: 19, checks: 13, plumbing: 13 },
  "A4-architecture.ipynb": { cells: 27, checks: 15, plumbing: 19 },
  "A5-training.ipynb": { cells: 18, checks: 15, plumbing: 15 },
  "A6-visualisation.ipynb": { cells: 20, checks: 17, plumbing: 16 },
  "A7-save-and-load.ipynb": { checks: 10 },
  "B2-measuring.ipynb": { cells: 33, checks: 36, plumbing: 39 },
  "C1-traced-training.ipynb": { cells: 17, checks: 13, plumbing: 10 },
};

/** What of a count is above its limit. */
function exceeded({ cells, longest, checks, plumbing, lines }: NotebookCount): Exceeded {
  return {
    ...(cells > limits.cells ? { cells } : {}),
    ...(longest > limits.longest ? { longest } : {}),
    ...(checks > limits.checks ? { checks } : {}),
    ...(plumbing > limits.plumbingShare * lines ? { plumbing } : {}),
  };
}

test("every lesson keeps the limits, or exceeds them by no more than is written down", () => {
  const counts = Object.entries(countNotebooks());
  assert.ok(counts.length >= 12, `${counts.length} notebooks`);
  for (const [name, count] of counts) {
    const found = Object.entries(exceeded(count));
    const allowed = new Map(Object.entries(notYet[name] ?? {}));
    for (const [what, value] of found) {
      assert.ok(
        value <= (allowed.get(what) ?? 0),
        `${name}: ${what} ${value}, more than the limit or than notYet says`,
      );
    }
    const kept = [...allowed.keys()].filter((what) => !found.some(([other]) => other === what));
    assert.deepEqual(kept, [], `${name} keeps these limits now: take them out of notYet`);
  }
  const gone = Object.keys(notYet).filter((name) => !counts.some(([other]) => other === name));
  assert.deepEqual(gone, [], "no such notebook");
});

test("cells, lines, checks, widgets and plumbing are counted as a reader sees them", () => {
  const cells = [
    `import { check, slider,\n  quickly } from "inpainting-lab";\n\nconst fill = 1;`,
    `check("one", true); checkMeasured("two", true);\nslider({ label: "epoch", frames: frames });\nshowHoleExplorer(found);`,
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
    widgets: 2,
  });
});
