import assert from "node:assert/strict";
import { test } from "node:test";
import { seedTable, seedTableText } from "../../src/studies/seedTable";
import { seedFile } from "./seedFiles";

const three = async () => [
  await seedFile("c.json", 3, 17.2),
  await seedFile("a.json", 1, 17.4),
  await seedFile("b.json", 2, 17.3),
];

test("seeds in order, with mean, spread and interval", async () => {
  const { results, leftOut, intervals } = await seedTable(await three());
  assert.deepEqual(
    results.map(({ seed, file }) => [seed, file]),
    [
      [1, "a.json"],
      [2, "b.json"],
      [3, "c.json"],
    ],
  );
  assert.deepEqual(leftOut, []);
  const { mean, spread, low, high } = intervals.holePsnrDb;
  const half = (4.302652729749462 * 0.1) / Math.sqrt(3);
  for (const [value, expected] of [
    [mean, 17.3],
    [spread, 0.1],
    [low, 17.3 - half],
    [high, 17.3 + half],
  ] as const) {
    assert.ok(Math.abs((value as number) - expected) < 1e-9);
  }
});

test("damaged files, double seeds and other settings are named and left out", async () => {
  const files = [
    ...(await three()),
    { name: "broken.json", text: "{" },
    await seedFile("e-same.json", 3, 17.2),
    await seedFile("f-other.json", 1, 17.5),
    await seedFile("g.json", 4, 16.9, { epochs: 3 }),
  ];
  const { results, leftOut, settings } = await seedTable(files);
  assert.deepEqual(
    results.map(({ seed }) => seed),
    [1, 2, 3],
  );
  assert.equal(settings.epochs, 5);
  assert.deepEqual(leftOut, [
    { file: "broken.json", reason: "damaged: it is no whole JSON" },
    { file: "e-same.json", reason: "double: seed 3 is in c.json already, with the same numbers" },
    {
      file: "f-other.json",
      reason:
        "double: seed 1 is in a.json already, with 17.400 dB instead of 17.500 dB (another machine or other code)",
    },
    { file: "g.json", reason: "other settings: epochs 3 instead of 5" },
  ]);
  const text = seedTableText(await seedTable(files));
  for (const { file, reason } of leftOut) assert.ok(text.includes(`- ${file}: ${reason}`));
});

test("the settings of most files are the class's, whichever comes first", async () => {
  const files = [
    await seedFile("a.json", 1, 16, { epochs: 3 }),
    await seedFile("b.json", 2, 17),
    await seedFile("c.json", 3, 17.1),
  ];
  const { settings, results } = await seedTable(files);
  assert.equal(settings.epochs, 5);
  assert.deepEqual(
    results.map(({ seed }) => seed),
    [2, 3],
  );
});

test("the text says what was done, sums up, and compares with the harmonic fill", async () => {
  const text = seedTableText(await seedTable([...(await three()), await seedFile("d.json", 9, 18)]));
  assert.match(
    text,
    /^4 seeds: 5 epochs on 50,000 images of CIFAR-10, fixed masks; measured on 10,000 test images, mask set square8\.\n/,
  );
  assert.match(text, /\| 1 +\| +17\.400 \| +0\.56510 \|/);
  assert.match(text, /\| mean +\| +17\.475 \| +0\.56537 \|/);
  assert.match(text, /\| spread \(standard deviation\) +\| +0\.359 \|/);
  assert.match(text, /The harmonic fill, which has no seed: 17\.970 dB\. Above it: 1 of 4\./);
  const widths = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.length);
  assert.equal(new Set(widths).size, 1, "the columns stand under one another");
});

test("one seed has a mean and dashes, and the text asks for more", async () => {
  const text = seedTableText(await seedTable([await seedFile("a.json", 1, 17.4)]));
  assert.match(text, /^1 seed: 5 epochs on /);
  assert.match(
    seedTableText(await seedTable([await seedFile("a.json", 1, 17.4, { epochs: 1 })])),
    /^1 seed: 1 epoch on /,
  );
  assert.match(text, /\| spread \(standard deviation\) +\| +– \| +– \|/);
  assert.match(text, /One seed has no spread: hand in more\./);
});

test("without a usable file it says what was found", async () => {
  await assert.rejects(
    seedTable([]),
    /Expected files of trained seeds, but received no \.json file\. Each student makes one: npm run class-seed -- --seed N\./,
  );
  await assert.rejects(seedTable([{ name: "x.json", text: "" }]), /but received x\.json \(damaged: it is empty\)\./);
});
