// The recorded benchmark beside figures that others can make again: OpenCV 5.0.0 (Telea and Navier-Stokes, radius 3) and NumPy
// (mean, Laplace equation) on all 10,000 test images, and the authors' weights in Keras; pooled hole PSNR in dB. Where the mask
// is the same by definition they agree to .05 dB; where it is drawn, the masks are others and .15 dB is the draw's share.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { BenchmarkRow } from "../../src/benchmarks/benchmarkRow";
import { benchmarkMaskSets } from "../../src/benchmarks/cifar10InpaintingV1";
import { readBenchmark } from "../../src/node/benchmarks/record";
import { recordedRunsFolder } from "../../src/node/paths";

const reference: { readonly [method: string]: { readonly [maskSet: string]: number } } = {
  mean: { square8: 13.13, centre16: 12.22, rectangle28x14: 13.06, pixels50: 13.53, pixels60: 13.52 },
  telea: { square8: 17.39, centre16: 14.54, rectangle28x14: 15.25, pixels50: 20.32, pixels60: 19.96 },
  navierStokes: { square8: 17.51, centre16: 14.53, rectangle28x14: 15.16, pixels50: 22.28, pixels60: 21.49 },
  harmonic: { square8: 17.99, centre16: 15.09, rectangle28x14: 15.69, pixels50: 23.32, pixels60: 22.52 },
  "report-authors": { square8: 17.47, centre16: 10.33, rectangle28x14: 9.52, pixels50: 15.06 },
};
const sameByDefinition = ["centre16", "rectangle28x14"];
const record = readBenchmark(join(recordedRunsFolder, "benchmark"));
const recorded: readonly BenchmarkRow[] = record?.rows ?? [];

test("the recorded rows are those of all methods on all mask sets, on the published masks", () => {
  assert.equal(record?.command, "npm run evaluate -- --update");
  for (const { name, sha256 } of benchmarkMaskSets) {
    const rows = recorded.filter(({ maskSet }) => maskSet === name);
    assert.ok(rows.length >= 11, name);
    assert.ok(
      rows.every((row) => row.maskSha256 === sha256 && row.dataset === "CIFAR-10"),
      name,
    );
    for (const { method, images } of rows) assert.equal(images, method === "exemplar" ? 1_000 : 10_000, method);
  }
});

for (const [method, figures] of Object.entries(reference)) {
  test(`${method}: the recorded rows agree with the reference`, () => {
    for (const [maskSet, wanted] of Object.entries(figures)) {
      const row = recorded.find((one) => one.method === method && one.maskSet === maskSet);
      const { value } = row?.figures.pooledHolePsnrDb ?? { value: NaN };
      const tolerance = sameByDefinition.includes(maskSet) ? 0.05 : 0.15;
      assert.ok(Math.abs(value - wanted) <= tolerance, `${maskSet}: ${value.toFixed(3)}, reference ${wanted}`);
    }
  });
}
