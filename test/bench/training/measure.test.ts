import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSameTraining, runRounds, type Running } from "../../../bench/training/measure";
import type { Request, SetupReply } from "../../../bench/training/protocol";
import { contender } from "./samples";

const setup = (firstLoss: number, warmUpLoss: number): SetupReply => ({ version: "1", firstLoss, warmUpLoss });
const quiet = (): void => undefined;
const began = { idle: 1, loop: 1, quiet: true };
const machine = { beforeRound: () => Promise.resolve(began) };

/** A contender that notes what it is asked and trains 100 images in `seconds`. */
function fake(name: string, asked: string[], seconds = 1, loss = 0.5): Running {
  const ask = (request: Request): Promise<never> => {
    asked.push(`${name} ${request.do}`);
    return Promise.resolve({ images: 100, seconds, loss, peakBytes: 7 } as never);
  };
  return {
    name,
    contender: contender(name),
    setup: setup(1, 1),
    ask: ask as Running["ask"],
    end: () => Promise.resolve(),
  };
}

test("rounds are interleaved, and each begins with another contender", async () => {
  const asked: string[] = [];
  const before: number[] = [];
  const running = [fake("traced", asked, 0.5), fake("pytorch eager", asked, 0.25)];
  const beforeRound = (): Promise<void> => Promise.resolve(void before.push(asked.length));
  const rounds = await runRounds(running, { rounds: 2, say: quiet, machine, beforeRound, pause: 0 });
  const [traced, eager] = rounds.measured;
  assert.deepEqual(rounds.began, [began, began]);
  assert.deepEqual(asked, [
    "traced train",
    "traced predict",
    "pytorch eager train",
    "pytorch eager predict",
    "pytorch eager train",
    "pytorch eager predict",
    "traced train",
    "traced predict",
    "traced memory",
    "pytorch eager memory",
  ]);
  assert.deepEqual(before, [0, 4]);
  assert.deepEqual([traced.training, eager.training, traced.peakBytes], [[200, 200], [400, 400], 7]);
});

test("what fit takes besides its batches is kept apart from the speed", async () => {
  const running = fake("keras fit plain", [], 2);
  const ask = (request: Request): Promise<never> =>
    running.ask(request).then((answer) => ({ ...answer, idleSeconds: 8 }) as never);
  const { measured } = await runRounds([{ ...running, ask: ask as Running["ask"] }], {
    rounds: 2,
    say: quiet,
    machine,
    pause: 0,
  });
  assert.deepEqual(
    [measured[0].training, measured[0].idleSeconds],
    [
      [50, 50],
      [8, 8],
    ],
  );
});

test("a loss that is not finite ends the measurement", async () => {
  const running = [fake("traced", [], 1, NaN)];
  await assert.rejects(
    runRounds(running, { rounds: 1, say: quiet, machine, pause: 0 }),
    /Expected traced to train with a finite loss, but received NaN\. Look at/,
  );
});

test("contenders must start from one loss and follow each other through the warm-up", () => {
  const others = ["tfjs-node fit", "traced", "keras fit jit"].map((name) => ({
    contender: contender(name),
    setup: setup(0.69, 0.6),
  }));
  const with_ =
    (name: string, first: number, warmUp: number): (() => void) =>
    () =>
      checkSameTraining([...others, { contender: contender(name), setup: setup(first, warmUp) }]);
  assert.doesNotThrow(with_("pytorch eager", 0.6901, 0.61));
  assert.throws(
    with_("pytorch eager", 0.7, 0.6),
    /loss with the shared initial weights to be within 0\.1 % of their median 0\.69000, but received 0\.70000 from pytorch/,
  );
  assert.throws(
    with_("pytorch eager", 0.69, 0.63),
    /loss over the warm-up epoch to be within 3 % .* from pytorch eager\. It trains something else/,
  );
  assert.throws(with_("pytorch eager", NaN, 0.6), /received NaN from pytorch eager/);
  assert.doesNotThrow(with_("traced bfloat16", 0.695, 0.63));
});
