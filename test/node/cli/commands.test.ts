import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../../src/node/paths";

const load = () => import("../../../src/node/cli/commands.mjs");
const read = async (...words: string[]) => (await load()).readCommand(words);

test("options are read into numbers, words and flags", async () => {
  assert.deepEqual(await read("reproduce", "--quick", "--epochs", "3", "--seed=0", "--masks", "fresh"), {
    command: "reproduce",
    options: { quick: true, epochs: 3, seed: 0, masks: "fresh" },
    newName: undefined,
  });
  assert.deepEqual((await read("lab", "--port", "9000", "--no-browser")).options, { port: 9000, noBrowser: true });
  assert.deepEqual((await read("test", "test/a.test.ts")).options, { files: ["test/a.test.ts"] });
  assert.deepEqual((await read("test", "--only", "types,lint")).options, { files: [], only: ["types", "lint"] });
  assert.deepEqual((await read("setup")).options, {});
});

test("a subject stands behind bench, with options of its own", async () => {
  const training = ["bench", "training", "--only", "traced, keras fit", "--install-peers", "--rounds", "7"];
  assert.deepEqual(await read(...training), {
    command: "bench",
    subject: "training",
    options: { only: ["traced", "keras fit"], installPeers: true, rounds: 7 },
  });
  const classical = ["bench", "classical", "--only", "telea, opencv telea", "--images", "50", "--figure"];
  assert.deepEqual(await read(...classical), {
    command: "bench",
    subject: "classical",
    options: { only: ["telea", "opencv telea"], images: 50, figure: true },
  });
});

test("an experiment stands behind train; settings may stand several times", async () => {
  const numbers = ["--minutes", "30", "--samples", "900000", "--seed", "3"];
  const settings = ["--set", "epochs=3", "--set", "step.clipNorm=1"];
  const flags = ["--bfloat16", "--resume", "--record"];
  assert.deepEqual((await read("train", "report-fixed", ...numbers, ...settings, ...flags)).options, {
    experiment: "report-fixed",
    minutes: 30,
    samples: 900_000,
    seed: 3,
    set: ["epochs=3", "step.clipNorm=1"],
    bfloat16: true,
    resume: true,
    record: true,
  });
  assert.deepEqual((await read("train", "ladder-3")).options, { experiment: "ladder-3" });
  assert.deepEqual((await read("train", "--list")).options, { list: true });
});

test("names stand behind measure, with commas or blanks between them", async () => {
  assert.deepEqual((await read("measure")).options, { names: [] });
  const studies = ["measure", "paint,sides", "classes", "--methods", "telea, mean", "--resume", "--record"];
  assert.deepEqual((await read(...studies)).options, {
    names: ["paint", "sides", "classes"],
    methods: ["telea", "mean"],
    resume: true,
    record: true,
  });
  const benchmark = ["measure", "cifar10-inpainting-v1", "--masks", "centre16", "--limit", "9", "--json", "x"];
  assert.deepEqual((await read(...benchmark)).options, {
    names: ["cifar10-inpainting-v1"],
    masks: ["centre16"],
    limit: 9,
    json: "x",
  });
  assert.deepEqual((await read("measure", "repair-ladder", "--seeds", "5")).options, {
    names: ["repair-ladder"],
    seeds: 5,
  });
});

test("a method stands behind verify", async () => {
  const options = ["--limit", "20", "--masks", "square8,pixels50", "--to", "x"];
  assert.deepEqual((await read("verify", "residual-inpainter", ...options)).options, {
    method: "residual-inpainter",
    limit: 20,
    masks: ["square8", "pixels50"],
    to: "x",
  });
  assert.deepEqual((await read("verify")).options, {});
});

test("a folder stands behind class-table", async () => {
  assert.deepEqual((await read("class-table", "files of the class")).options, { folder: "files of the class" });
  assert.deepEqual((await read("class-seed", "--seed", "7", "--to", "x")).options, { seed: 7, to: "x" });
  assert.match((await read("prefetch", "--help")).help ?? "", /--to FOLDER/, "help asks for nothing");
});

const mistakes: readonly (readonly [string, string])[] = [
  ["trian", 'but received "trian". Did you mean train? npm start says what they do.'],
  [
    "reproduce --quikc",
    "Expected an option of npm run reproduce, but received --quikc. Did you mean --quick? See npm run",
  ],
  [
    "reproduce --epochs 0",
    'Expected --epochs to be a whole number from 1 to 10000, but received "0". See npm run reproduce -- --help.',
  ],
  ["reproduce --epochs", "Expected a value behind --epochs, but received none. See npm run reproduce -- --help."],
  ["reproduce --quick=yes", 'Expected --quick without a value, but received "yes". Leave it out.'],
  ["reproduce --seed 1.5", "Expected --seed to be a whole number from 0 to"],
  ["reproduce --masks red", 'Expected --masks to be fixed or fresh, but received "red". See npm run reproduce'],
  ["reproduce --masks frsh", "Did you mean fresh? See npm run reproduce"],
  ["reproduce --quick --update", "Expected --update without --quick, but received both: quick runs never replace"],
  ["reproduce --quick --quick", "Expected --quick once, but received it twice. Leave one out."],
  ["lab --port 80", 'Expected --port to be a whole number from 1024 to 65535, but received "80". See npm run lab'],
  ["lab more", 'Expected no word behind npm run lab that is no option, but received "more". See npm run lab'],
  [
    "bench",
    'Expected what to bench to be training or classical or photos or loading, but received "". See npm run bench',
  ],
  ["bench trainig", 'but received "trainig". Did you mean training? See npm run bench -- --help.'],
  ["bench training x", 'Expected no word behind npm run bench -- training that is no option, but received "x".'],
  ["bench training --rounds 0", 'Expected --rounds to be a whole number from 1 to 100, but received "0".'],
  ["bench training --images 64", 'Expected --images to be a whole number from 128 to 50000, but received "64".'],
  [
    "bench training --workload x",
    'Expected --workload to be report or unet or article-unet or article-partial, but received "x".',
  ],
  ["bench training --only traced,x", "Expected --only to be among tfjs-node fit, traced, "],
  ["bench classical --workload unet", "Expected an option of npm run bench -- classical, but received --workload."],
  ["bench classical --images 9", 'Expected --images to be a whole number from 10 to 10000, but received "9".'],
  ["bench classical --only tela", "Did you mean telea? See npm run bench -- classical --help."],
  ["bench training --json=", 'Expected --json to name a file, but received "".'],
  ["measure cifar10-inpainting-v1 --limit 0", "Expected --limit to be a whole number from 1 to 10000"],
  [
    "measure cifar10-inpainting-v1 --why=x",
    "Expected --record beside --why, since only recorded measurements are entered",
  ],
  ["measure cifar10-inpainting-v1 --record --why=", 'Expected --why to be a sentence, but received "".'],
  [
    "measure paint --record --why=x",
    "Expected --why only with cifar10-inpainting-v1 or photographs-v1, but received it with paint. Leave it",
  ],
  ["measure paint,", 'Expected names with commas between them behind npm run measure, but received "paint,". See'],
  ["measure paint --methods ,", 'Expected --methods to be names with commas between them, but received ",".'],
  ["measure paint --methods telae", 'but received "telae". Did you mean telea? See npm run measure -- --help.'],
  ["measure piant", 'but received "piant". Did you mean paint? See npm run measure -- --help.'],
  [
    "measure paint --limit 5",
    "Expected --limit only with cifar10-inpainting-v1 or photographs-v1, but received it with paint. Leave it",
  ],
  ["measure cifar10-inpainting-v1 --seeds 5", "Expected --seeds only with repair-ladder, but received it with cifar10"],
  ["measure cifar10-inpainting-v1 --masks centr16", "Did you mean centre16? See npm run measure -- --help."],
  ["measure cifar10-inpainting-v1 --export=", 'Expected --export to name a folder, but received "".'],
  [
    "measure repair-ladder --methods mean",
    "Expected no --methods with repair-ladder, which measures its own rungs, but received mean. Leave --methods out.",
  ],
  ["measure repair-ladder,paint", "Expected repair-ladder alone, but received repair-ladder, paint. Measure it by a"],
  ["measure paint,cifar10-inpainting-v1", "Expected cifar10-inpainting-v1 alone, but received paint, cifar10-"],
  ["train residul-inpainter", 'but received "residul-inpainter". Did you mean residual-inpainter? See npm run train'],
  ["train ladder-N", "photographs-unet, ladder-1, -2, …, report-fixed, "],
  ["train report-fixed class", "Expected one name behind npm run train, but received report-fixed, class. Run it once"],
  ["train report-fixed --minutes 0", 'Expected --minutes to be a whole number from 1 to 10000, but received "0".'],
  ...["epochs", "=3", "epochs=", "a b=1"].map((word): [string, string] => [
    `train report-fixed --set|${word}`,
    `Expected --set to be key=value, but received "${word}". Write for example --set batchSize=64.`,
  ]),
  ["verify telae", 'but received "telae". Did you mean telea? See npm run verify -- --help.'],
  ["verify telea mean", "Expected one name behind npm run verify, but received telea, mean. Run it once for each."],
  ["verify telea --limit 0", 'Expected --limit to be a whole number from 1 to 10000, but received "0". See npm run'],
  ["verify telea --masks centr16", "Did you mean centre16? See npm run verify -- --help."],
  ["verify telea --to=", 'Expected --to to name a folder, but received "".'],
  ["prefetch", "Expected --to FOLDER, but received none. Write npm run prefetch -- --to FOLDER."],
  ["prefetch --to=", 'Expected --to to name a folder, but received "".'],
  ["class-seed", "Expected --seed N, but received none. Write npm run class-seed -- --seed N."],
  [
    "class-table",
    "Expected one folder behind npm run class-table, but received none. See npm run class-table -- --help.",
  ],
  ["class-table a b", 'Expected one folder behind npm run class-table, but received "a b".'],
  ["test --only unti", "Did you mean unit? See npm run test -- --help."],
  ["audit --only piant", 'but received "piant". Did you mean paint? See npm run measure -- --help.'],
];

test("each mistake gets one sentence and the way out", async () => {
  const { readCommand } = await load();
  for (const [typed, sentence] of mistakes) {
    const words = typed.split(typed.includes("|") ? /\|| (?=report|--set)/ : " ");
    let said = "nothing";
    try {
      readCommand(words);
    } catch (error) {
      said = (error as Error).message;
    }
    assert.ok(said.includes(sentence), `${typed}: ${said}`);
    assert.doesNotMatch(said, /\n/);
  }
});

const run = join(projectRoot, "scripts/run.mjs");
const typed = (...args: string[]) => spawnSync(process.execPath, [run, ...args], { encoding: "utf8" });

test("a mistake ends with code 2 before any set-up; an older name says the new one", () => {
  for (const words of [["trian"], ["evaluate", "--limit", "0"], ["measure", "paint", "--methods", "telae"]]) {
    const { status, stderr, stdout } = typed(...words);
    assert.equal(status, 2, words.join(" "));
    assert.equal(stderr.trim().split("\n").length, 1, stderr);
    assert.equal(stdout, "");
  }
});

test("the older names are today's command with other words", async () => {
  const { withoutOlderName } = await import("../../../src/node/cli/olderNames.mjs");
  const now = (typed: string): string => withoutOlderName(typed.split(" ")).words.join(" ");
  assert.equal(now("audit"), "measure all");
  assert.equal(now("audit --only paint,sides --resume --update"), "measure paint,sides --resume --record");
  assert.equal(now("evaluate --method=telea --limit 9"), "measure cifar10-inpainting-v1 --methods telea --limit 9");
  assert.equal(now("evaluate --benchmark photographs --update"), "measure photographs --record");
  assert.equal(now("ladder --seeds 2 --update"), "measure repair-ladder --seeds 2 --record");
  assert.equal(withoutOlderName(["ladder"]).newName, "npm run measure -- repair-ladder");
  assert.deepEqual(withoutOlderName(["train", "class"]), { words: ["train", "class"] });
});

test("--help names every option and does nothing else", async () => {
  const { commands } = await load();
  const { typedName } = await import("../../../src/node/options/readOptions.mjs");
  const check = async (words: string[], options: object): Promise<void> => {
    const { help = "" } = await read(...words, "--help");
    for (const name of [...Object.keys(options), "help"]) assert.match(help, new RegExp(`--${typedName(name)}\\b`));
  };
  const { bench, start: _, ...others } = commands;
  for (const [name, { options }] of Object.entries(others)) await check([typedName(name)], options);
  for (const [subject, { options }] of Object.entries(bench.subjects)) await check(["bench", subject], options);
  assert.match(
    (await read("bench", "--help")).help ?? "",
    /training\|classical\|photos\|loading .*\n[^]*training .*\n.*classical /,
  );
  const measure = typed("measure", "--help");
  assert.equal(measure.status, 0);
  assert.match(
    measure.stdout,
    /^npm run measure -- \[NAME,NAME\] \[options\]\n[^]*NAME,NAME +studies, all, repair-ladder, or /,
  );
});

test("npm start says what there is, and each command has its script", async () => {
  const { commands } = await load();
  const { typedName } = await import("../../../src/node/options/readOptions.mjs");
  const { stdout, status } = typed("start");
  assert.equal(status, 0);
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
  for (const [name, { summary }] of Object.entries(commands)) {
    assert.ok(stdout.includes(typedName(name)), name);
    assert.ok(stdout.replace(/\s+/g, " ").includes(summary), name);
    assert.equal(scripts[typedName(name)], `node scripts/run.mjs ${typedName(name)}`);
  }
});
