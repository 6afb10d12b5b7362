import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { takeImages, range } from "../../../src/images/batch";
import { noteSyntheticData, onSyntheticData } from "../../../src/node/jupyter/circumstances";
import { loadPhotographs } from "../../../src/node/jupyter/lessonPhotographs";
import { decodePhotograph, readPhotographs } from "../../../src/node/files/photographs";
import { writePhotographs } from "../../support/photographs";

test("the middle of the first photographs by name, lying and standing ones alike", async () => {
  const folder = await writePhotographs([
    { name: "20", height: 12, width: 17 },
    { name: "100", height: 16, width: 12 },
    { name: "3", height: 12, width: 16 },
  ]);
  const photographs = await loadPhotographs(2, { size: 10, place: folder });
  assert.deepEqual(photographs.shape, [2, 10, 10, 3]);
  assert.equal(onSyntheticData(), false);
  const [first, second] = await Promise.all((await readPhotographs(2, folder)).map(decodePhotograph));
  const pixel = (data: ArrayLike<number>, at: number): number[] => [0, 1, 2].map((c) => data[3 * at + c]);
  // "100" is 16 high and 12 wide: from row 3 and column 1 on; "20" from row 1 and column 3 on.
  assert.deepEqual(pixel(photographs.data, 0), pixel(first.data, 3 * 12 + 1));
  assert.deepEqual(pixel(photographs.data, 99), pixel(first.data, 12 * 12 + 10));
  assert.deepEqual(pixel(photographs.data, 100), pixel(second.data, 1 * 17 + 3));
  assert.deepEqual(await loadPhotographs(2, { size: 10 }), photographs, "BSDS500_IMAGES names the folder");
});

test("where none is named drawn pictures stand in, which is said and noted", async (context) => {
  context.after(() => noteSyntheticData(false));
  const log = mock.method(console, "log", () => undefined);
  const drawn = await loadPhotographs(3, { size: 40, place: "" });
  log.mock.restore();
  assert.match(
    String(log.mock.calls[0].arguments[0]),
    /^BSDS500_IMAGES names no photographs, so synthetic data .* set it to the archive BSR_bsds500\.tgz or its folder\.$/,
  );
  assert.deepEqual(drawn.shape, [3, 40, 40, 3]);
  assert.ok(onSyntheticData());
  const [one, other] = [0, 1].map((i) => String(takeImages(drawn, range(1, i)).data));
  assert.notEqual(one, other);
});

test("numbers out of range, and a place where nothing is, are refused", async () => {
  for (const count of [0, 201, 1.5]) {
    await assert.rejects(
      loadPhotographs(count),
      new Error(`Expected a number of photographs from 1 to 200, but received ${count}. Use for example 24.`),
    );
  }
  for (const size of [0, 322]) {
    await assert.rejects(
      loadPhotographs(1, { size }),
      /^Error: Expected size to be a whole number of pixels from 1 to 321, but received \d+\. Use for example 192\./,
    );
  }
  await assert.rejects(loadPhotographs(1, { place: "/no/such/place" }), /but \/no\/such\/place does not exist/);
});
