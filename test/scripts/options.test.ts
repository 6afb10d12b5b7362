import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

const run = join(__dirname, "../../scripts/run.mjs");
const typed = (...args: string[]) => spawnSync(process.execPath, [run, ...args], { encoding: "utf8" });

test("options are read into numbers, words and flags", async () => {
  const { readOptions } = await import("../../scripts/options.mjs");
  assert.deepEqual(readOptions(["reproduce", "--quick", "--epochs", "3", "--seed=0", "--masks", "fresh"]), {
    command: "reproduce",
    help: false,
    options: { quick: true, epochs: 3, seed: 0, masks: "fresh" },
  });
  assert.deepEqual(readOptions(["lab", "--port", "9000", "--no-browser"]).options, { port: 9000, noBrowser: true });
  assert.deepEqual(readOptions(["test", "test/a.test.ts"]).options, { files: ["test/a.test.ts"] });
  assert.deepEqual(readOptions(["setup"]).options, {});
  const bench = readOptions(["bench", "training", "--only", "traced, keras fit", "--install-peers", "--rounds", "7"]);
  assert.deepEqual(bench.options, {
    subject: "training",
    only: ["traced", "keras fit"],
    installPeers: true,
    rounds: 7,
  });
  const classical = readOptions(["bench", "classical", "--only", "telea, opencv telea", "--images", "50", "--figure"]);
  assert.deepEqual(classical.options, {
    subject: "classical",
    only: ["telea", "opencv telea"],
    images: 50,
    figure: true,
  });
});

test("an experiment stands behind train; settings may stand several times", async () => {
  const { readOptions } = await import("../../scripts/options.mjs");
  const numbers = ["--minutes", "30", "--samples", "900000", "--seed", "3"];
  const settings = ["--set", "epochs=3", "--set", "step.clipNorm=1"];
  assert.deepEqual(
    readOptions(["train", "report-fixed", ...numbers, ...settings, "--bfloat16", "--resume", "--record"]).options,
    {
      names: ["report-fixed"],
      minutes: 30,
      samples: 900_000,
      seed: 3,
      set: ["epochs=3", "step.clipNorm=1"],
      bfloat16: true,
      resume: true,
      record: true,
    },
  );
  assert.deepEqual(readOptions(["train", "--list"]).options, { names: [], list: true });
  assert.throws(
    () => readOptions(["train", "report-fixed", "--minutes", "0"]),
    /Expected --minutes to be a whole number from 1 to 10000, but received "0"\./,
  );
});

test("a folder stands behind class-table, and what is required is asked for", async () => {
  const { readOptions } = await import("../../scripts/options.mjs");
  assert.deepEqual(readOptions(["class-table", "files of the class"]).options, { folder: "files of the class" });
  assert.deepEqual(readOptions(["class-seed", "--seed", "7", "--to", "x"]).options, { seed: 7, to: "x" });
  assert.equal(readOptions(["prefetch", "--help"]).help, true, "help asks for nothing");
});

test("--masks means a setting for one command and names for another", async () => {
  const { readOptions } = await import("../../scripts/options.mjs");
  const { options } = readOptions(["evaluate", "--method", "telea", "--masks", "centre16, square8", "--limit", "100"]);
  assert.deepEqual(options, { method: ["telea"], masks: ["centre16", "square8"], limit: 100 });
});

test("names stand behind measure, with commas or blanks between them", async () => {
  const { readOptions } = await import("../../scripts/options.mjs");
  assert.deepEqual(readOptions(["measure"]).options, { names: [] });
  assert.deepEqual(
    readOptions(["measure", "paint,sides", "classes", "--methods", "telea, mean", "--resume", "--record"]).options,
    { names: ["paint", "sides", "classes"], methods: ["telea", "mean"], resume: true, record: true },
  );
  const { options } = readOptions([
    "measure",
    "cifar10-inpainting-v1",
    "--masks",
    "centre16",
    "--limit",
    "9",
    "--json",
    "x",
  ]);
  assert.deepEqual(options, { names: ["cifar10-inpainting-v1"], masks: ["centre16"], limit: 9, json: "x" });
});

test("each mistake gets one sentence, a pointer to --help and exit code 2, before any set-up", () => {
  const cases: [string[], string][] = [
    [
      [],
      "Expected one of the commands reproduce, lab, test, bench, measure, evaluate, train, ladder, audit, report, prefetch, " +
        'class-seed, class-table, site, setup, but received "". See npm run',
    ],
    [["reproduce", "--quikc"], "Unknown option '--quikc'. See npm run reproduce -- --help."],
    [["reproduce", "--epochs", "0"], 'Expected --epochs to be a whole number from 1 to 10000, but received "0". See'],
    [
      ["reproduce", "--seed", "1.5"],
      `Expected --seed to be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, but received "1.5". See`,
    ],
    [
      ["reproduce", "--masks", "red"],
      'Expected --masks to be fixed or fresh, but received "red". See npm run reproduce',
    ],
    [
      ["reproduce", "--quick", "--update"],
      "Expected --update without --quick, but received both: quick runs never replace",
    ],
    [
      ["lab", "--port", "80"],
      'Expected --port to be a whole number from 1024 to 65535, but received "80". See npm run lab',
    ],
    [["lab", "more"], "Unexpected argument 'more'. See npm run lab -- --help."],
    [
      ["bench"],
      'Expected what to bench to be training or classical or photos, but received "". See npm run bench -- --help.',
    ],
    [
      ["bench", "training", "x"],
      'Expected what to bench to be training or classical or photos, but received "training x". See npm run bench',
    ],
    [["bench", "training", "--rounds", "0"], 'Expected --rounds to be a whole number from 1 to 100, but received "0".'],
    [
      ["bench", "training", "--images", "64"],
      'Expected --images to be a whole number from 128 to 50000, but received "64".',
    ],
    [["bench", "training", "--workload", "x"], 'Expected --workload to be report or unet, but received "x".'],
    [["bench", "training", "--only", "traced,x"], "Expected --only to name some of tfjs-node fit, traced, "],
    [
      ["bench", "classical", "--workload", "unet"],
      "Expected --workload only with training, but received it with classical.",
    ],
    [
      ["bench", "classical", "--images", "9"],
      'Expected --images to be a whole number from 10 to 10000, but received "9".',
    ],
    [["bench", "classical", "--only", "traced"], "Expected --only to name some of telea, opencv telea, "],
    [["bench", "training", "--json", ""], 'Expected --json to name a file, but received "".'],
    [
      ["evaluate", "--limit", "0"],
      'Expected --limit to be a whole number from 1 to 10000, but received "0". ' + "See npm run evaluate",
    ],
    [["evaluate", "--masks", "a,"], 'Expected --masks to be names with commas between them, but received "a,".'],
    [
      ["audit", "--only", "paint,"],
      'Expected --only to be names with commas between them, but received "paint,". ' + "See npm run audit",
    ],
    [
      ["measure", "paint,"],
      'Expected names with commas between them behind measure, but received "paint,". See npm run measure',
    ],
    [
      ["measure", "paint", "--methods", ","],
      'Expected --methods to be names with commas between them, but received ",".',
    ],
    [["evaluate", "--export", ""], 'Expected --export to name a folder, but received "".'],
    [
      ["prefetch"],
      "Expected --to FOLDER, but received none. Write npm run prefetch -- --to FOLDER. See npm run prefetch",
    ],
    [["prefetch", "--to", " "], 'Expected --to to name a folder, but received "".'],
    [
      ["class-seed"],
      "Expected --seed N, but received none. Write npm run class-seed -- --seed N. See npm run class-seed",
    ],
    [["class-table"], "Expected one folder behind class-table, but received none. See npm run class-table -- --help."],
    [["class-table", "a", "b"], 'Expected one folder behind class-table, but received "a b".'],
  ];
  for (const [args, sentence] of cases) {
    const { status, stderr, stdout } = typed(...args);
    assert.equal(status, 2, args.join(" "));
    assert.ok(stderr.startsWith(sentence), stderr);
    assert.equal(stderr.trim().split("\n").length, 1);
    assert.equal(stdout, "");
  }
});

test("--help names every option and does nothing else", async () => {
  const { commands } = await import("../../scripts/commands.mjs");
  const check = (typedWords: string[], options: object): void => {
    const { status, stdout } = typed(...typedWords, "--help");
    assert.equal(status, 0);
    for (const option of [...Object.keys(options), "help"]) assert.match(stdout, new RegExp(`--${option}\\b`));
  };
  for (const [name, { options, subjects = {} }] of Object.entries(commands)) {
    check([name], options);
    for (const [subject, { options: own }] of Object.entries(subjects)) check([name, subject], own);
  }
  assert.match(
    typed("bench", "--help").stdout,
    /bench -- training\|classical\|photos .*\n[^]*training .*\n.*classical .*\n.*photos /,
  );
  assert.match(
    typed("measure", "--help").stdout,
    /measure \[-- NAME,NAME and options\]\n[^]*NAME,NAME +studies, all, repair-ladder, or /,
  );
  assert.doesNotMatch(typed("bench", "classical", "--help").stdout, /--workload/);
  assert.match(typed("--help").stdout, /reproduce .*\n.*lab /);
});
