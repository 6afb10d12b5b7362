import assert from "node:assert/strict";
import { test } from "node:test";
import { disturbedLines, QuietMachine, readingText, type Reading } from "../../bench/quiet";

const quiet: Reading = { idle: 0.99, loop: 1.02 };
const busy: Reading = { idle: 0.6, loop: 1.4 };

/** A machine with these readings, one after the other, and what is said while it is waited for. */
function machine(...readings: readonly Reading[]): { machine: QuietMachine; said: string[]; asked: () => number } {
  let asked = 0;
  const read = async (): Promise<Reading> => readings[Math.min(asked++, readings.length - 1)];
  return { machine: new QuietMachine({ read, attempts: 4, pause: 0 }), said: [], asked: () => asked };
}

test("a quiet machine is looked at once, and nothing is said", async () => {
  const { machine: one, said, asked } = machine(quiet);
  assert.deepEqual(await one.beforeRound((text) => said.push(text)), { ...quiet, quiet: true });
  assert.deepEqual([said, asked()], [[], 1]);
});

test("what disturbs is waited out, and said", async () => {
  const { machine: one, said, asked } = machine(busy, { idle: 0.99, loop: 1.2 }, quiet);
  assert.deepEqual(await one.beforeRound((text) => said.push(text)), { ...quiet, quiet: true });
  assert.equal(asked(), 3);
  assert.deepEqual(said, [
    "waiting for a quiet machine: 60 % idle, the loop takes 1.40 times its best",
    "waiting for a quiet machine: 99 % idle, the loop takes 1.20 times its best",
  ]);
});

test("where it does not end the round begins all the same, marked", async () => {
  const { machine: one, asked } = machine(busy);
  const round = await one.beforeRound(() => undefined);
  assert.deepEqual([round, asked()], [{ ...busy, quiet: false }, 4]);
  assert.deepEqual(disturbedLines([{ ...quiet, quiet: true }, round]), [
    `round 2 began disturbed: ${readingText(busy)}`,
  ]);
});

test("this machine's own reading is a share and a multiple", async () => {
  const { idle, loop } = await new QuietMachine({ attempts: 1 }).beforeRound(() => undefined);
  assert.ok(idle >= 0 && idle <= 1, String(idle));
  assert.ok(loop >= 1, String(loop));
});
