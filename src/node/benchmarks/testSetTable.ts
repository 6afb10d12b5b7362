// The form of the ledger of test sets: what runs/recorded/TEST-SET.md says above its table, and the table, written and read. No
// other copy of it exists.

/** One set of weights. */
export interface LedgerLine {
  /** Of the first measurement: "2026-11-26". */
  readonly day: string;
  /** The name of its method or run. */
  readonly network: string;
  /** The first 12 digits of their SHA-256, hexadecimal. */
  readonly weights: string;
  /** The images, such as "CIFAR-10". */
  readonly testSet: string;
  /** Everything that measured these weights, in the order in which it did. */
  readonly by: readonly string[];
  /** Its place among the networks of ours, from 1, the same on every test set; null for a reproduction. */
  readonly number: number | null;
  readonly why: string;
}

/** The way out of what is wrong with the file. */
export const ledgerWayOut = "Restore it: git checkout runs/recorded/TEST-SET.md.";

/** How many networks of ours have been measured, on any test set or on this one, reproductions left out. */
export function countedNetworks(lines: readonly LedgerLine[], testSet?: string): number {
  const counted = lines.filter((line) => line.number !== null && line.testSet === (testSet ?? line.testSet));
  return new Set(counted.map(({ number }) => number)).size;
}

const columns = ["first measured", "network", "weights", "test set", "measured by", "network of ours", "why"];
const tableHead = `| ${columns.join(" | ")} |\n|${columns.map(() => "---|").join("")}\n`;

/** The whole file. */
export function ledgerText(lines: readonly LedgerLine[]): string {
  return `${head(lines)}\n${tableHead}${lines.map(lineText).join("")}`;
}

function lineText({ day, network, weights, testSet, by, number, why }: LedgerLine): string {
  const cells = [day, code(network), code(weights), testSet, by.map(code).join(", "), number ?? "reproduction", why];
  return `| ${cells.join(" | ")} |\n`;
}

/** As code in Markdown. */
export function code(text: string): string {
  return `\`${text}\``;
}

const linePattern =
  /^\| (\d{4}-\d\d-\d\d) \| `([^`|]+)` \| `([0-9a-f]{12})` \| ([^|]+) \| (`[^`|]+`(?:, `[^`|]+`)*) \| (\d+|reproduction) \| ([^|]+) \|$/;

/** The lines of the file. Throws where its table is another one. */
export function parseLedger(text: string): LedgerLine[] {
  const at = text.indexOf(tableHead);
  const rows = text.slice(at + tableHead.length).split("\n");
  const end = rows.pop();
  if (at < 0 || end !== "")
    throw new Error(`Expected the table that the commands write in runs/recorded/TEST-SET.md. ${ledgerWayOut}`);
  return rows.map((row) => {
    const cells = linePattern.exec(row);
    if (cells === null) {
      throw new Error(
        `Expected lines of runs/recorded/TEST-SET.md as the commands write them, but received "${row}". ${ledgerWayOut}`,
      );
    }
    const [, day, network, weights, testSet, by, number, why] = cells;
    return {
      day,
      network,
      weights,
      testSet,
      by: by.slice(1, -1).split("`, `"),
      number: number === "reproduction" ? null : Number(number),
      why,
    };
  });
}

/** What is said of test sets other than CIFAR-10 once a network was measured on them. */
const otherTestSets: readonly { readonly name: string; readonly said: string }[] = [
  {
    name: "BSDS500",
    said: "BSDS500, its 200 test photographs. Weights that were measured on both have a line for each",
  },
];

function head(lines: readonly LedgerLine[]): string {
  const testSets = [...new Set(lines.map(({ testSet }) => testSet))];
  const others = otherTestSets.filter(({ name }) => testSets.includes(name)).map(({ said }) => `; ${said}`);
  const counted = countedNetworks(lines);
  const onCifar10 = others.length === 0 ? "" : `, ${countedNetworks(lines, "CIFAR-10")} of them on CIFAR-10`;
  return `# What was measured on test sets

Networks of ours measured so far: ${counted}${onCifar10}.

Written by the commands that record measurements (\`npm run measure -- … --record\`, \`npm run train -- … --record\`,
\`npm run reproduce -- --update\`), never by hand. One line for each set of weights: the first 12 digits of the SHA-256 of its
\`weights.bin\` (of the authors' weights: of their Keras file), the day on which it was first measured, and everything that has
measured it since, as it stands behind \`npm run\`. Measuring the same weights again is not new.

- A network of ours is measured once, at its end. The column *network of ours* counts them.
- *reproduction*: the network of a source that validates on the test set, which every epoch of its training therefore reads. It is
  listed and not counted.
- Methods without weights are not listed.
- Measurements that are not recorded write nothing: notebooks, the seeds of a class, everything in \`runs/local/\`. Neither does
  \`npm run bench -- photos\`, which fills photographs and chooses nothing.
- Test set: CIFAR-10, its 10,000 test images or the first of them${others.join("")}.
- Lines before 2026-11-29 were made from the records in git's history, by the day of their commit. What was measured then without
  being recorded cannot be known any more.
`;
}
