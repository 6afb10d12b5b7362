import assert from "node:assert/strict";
import { test } from "node:test";
import { regionEquations } from "../../src/classical/equations";
import { connectedRegions } from "../../src/classical/regions";
import { shapeOf } from "../../src/classical/regionShape";
import { biharmonicStencil, laplaceStencil, visitEquation } from "../../src/classical/stencil";
import { randomStream } from "../../src/random";
import { countHoles, randomInput } from "./equationCases";

test("matrix times hole less what the known pixels weigh is the stencil's value at every hole pixel, for random images", () => {
  const random = randomStream(1, "equations");
  for (let trial = 0; trial < 100; trial++) {
    const {
      image: {
        shape: [, height, width],
      },
      knownMask,
    } = randomInput(random);
    const known = Uint8Array.from(knownMask.data);
    const picture = Float64Array.from(known, () => random.uniform());
    const holePixels = countHoles(known);
    const extent = { firstRow: 0, lastRow: height - 1, firstColumn: 0, lastColumn: width - 1 };
    for (const stencil of [laplaceStencil, biharmonicStencil]) {
      for (const region of connectedRegions({ known, height, width, holePixels }, stencil.steps)) {
        const { matrix, known: around, rows, columns } = regionEquations(shapeOf(region, height, width), stencil);
        const at = (y: number, x: number): number => picture[(region.top + y) * width + region.left + x];
        const left = new Float64Array(rows.length);
        for (let j = 0; j < matrix.size; j++) {
          for (let k = matrix.start[j]; k < matrix.start[j + 1]; k++) {
            const i = matrix.row[k];
            left[i] += matrix.value[k] * at(rows[j], columns[j]);
            if (i !== j) left[j] += matrix.value[k] * at(rows[i], columns[i]);
          }
          for (let k = around.start[j]; k < around.start[j + 1]; k++) {
            left[j] -= around.weights[k] * at(around.rows[k], around.columns[k]);
          }
        }
        left.forEach((value, i) => {
          let wanted = 0;
          visitEquation(stencil, extent, region.top + rows[i], region.left + columns[i], (y, x, coefficient) => {
            wanted += coefficient * picture[y * width + x];
          });
          assert.ok(Math.abs(value - wanted) < 1e-12);
        });
      }
    }
  }
});
