import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { takeImages, range } from "../../../src/images/batch";
import { noteSyntheticData, onSyntheticData } from "../../../src/node/jupyter/circumstances";
import { loadPhotographs } from "../../../src/node/jupyter/lessonPhotographs";
import { openWholePhotographs } from "../../../src/node/pictures/wholePhotographs";
import { writeTrainingPhotographs } from "../../support/photographs";

test("the middle of the first held-out photographs by name, lying and standing ones alike", async () => {
  const folder = await writeTrainingPhotographs();
  const photographs = await loadPhotographs(30, { size: 10, place: folder });
  assert.deepEqual(photographs.shape, [30, 10, 10, 3]);
  assert.equal(onSyntheticData(), false);
  const { images } = await openWholePhotographs(folder);
  for (const [i, { data, shape }] of images.entries()) {
    // A lying one is 24 wide and 16 high: from row 3 and column 7 on; a standing one from row 7 and column 3 on.
    const corner = shape[2] === 24 ? 3 * 24 + 7 : 7 * 16 + 3;
    assert.deepEqual([...photographs.data.slice(300 * i, 300 * i + 30)], [...data.slice(3 * corner, 3 * corner + 30)]);
  }
  assert.deepEqual(new Set(images.map(({ shape }) => shape[2])), new Set([16, 24]));
});

test("where none is named drawn pictures stand in, which is said and noted", async (context) => {
  context.after(() => noteSyntheticData("photographs", false));
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
  for (const count of [0, 31, 1.5]) {
    await assert.rejects(
      loadPhotographs(count),
      new Error(`Expected a number of photographs from 1 to 30, but received ${count}. Use for example 24.`),
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
