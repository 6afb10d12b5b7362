// The check of an exercise in which a function has a gap: the student's function is called on a few cases, and the first one
// that goes wrong is named with what was expected. It prints and does not throw, so that a notebook whose gap is still open
// runs to its end; a worked solution hands the result to check().

/** What an answer may be; lists are compared number by number. */
export type AnswerValue = number | boolean | string | ArrayLike<number>;

export interface AnswerCase<Given extends readonly unknown[]> {
  /** Stands in the message: "u just under 1". */
  readonly name: string;
  /** The arguments. */
  readonly given: Readonly<Given>;
  readonly expected: AnswerValue;
  /** What to look at when this case goes wrong. */
  readonly hint?: string;
}

/**
 * Prints "✓ …" and returns true where `mine` gives what is expected in all cases, to `tolerance` (default: exactly); else prints
 * "○ not yet: …" with the first case that goes wrong and returns false. Throws where there is no case.
 */
export function tryAnswer<Given extends readonly unknown[]>(
  task: string,
  mine: (...given: Given) => unknown,
  cases: readonly AnswerCase<Given>[],
  { tolerance = 0 }: { readonly tolerance?: number } = {},
): boolean {
  if (cases.length === 0) {
    throw new Error(
      `Expected at least one case to try ${task} on, but received none. Give [{ name, given, expected }].`,
    );
  }
  for (const { name, given, expected, hint } of cases) {
    const wrong = mistake(() => mine(...(given as Given)), expected, tolerance);
    if (wrong === null) continue;
    console.log(`○ not yet: ${task}, ${name}: ${wrong}.${hint === undefined ? "" : ` ${hint}`}`);
    return false;
  }
  console.log(`✓ ${task} is right in ${cases.length === 1 ? "the one case" : `all ${cases.length} cases`} tried`);
  return true;
}

/** What is wrong with an answer, in words, or null. */
function mistake(answer: () => unknown, expected: AnswerValue, tolerance: number): string | null {
  let received: unknown;
  try {
    received = answer();
  } catch (error) {
    return `it fails with "${(error as Error).message.replace(/\.$/, "")}"`;
  }
  if (received === undefined) return "it returns nothing";
  if (!isList(expected)) return agree(received, expected, tolerance) ? null : difference(expected, received);
  if (!isList(received)) return `expected ${expected.length} numbers, but received ${words(received)}`;
  if (received.length !== expected.length)
    return `expected ${expected.length} numbers, but received ${received.length}`;
  for (let i = 0; i < expected.length; i++) {
    if (!agree(received[i], expected[i], tolerance)) return difference(expected[i], received[i], ` at place ${i}`);
  }
  return null;
}

function agree(received: unknown, expected: unknown, tolerance: number): boolean {
  if (typeof received !== "number" || typeof expected !== "number") return received === expected;
  return Object.is(received, expected) || Math.abs(received - expected) <= tolerance;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Numbers with six digits, or with all where six are the same. */
function difference(expected: unknown, received: unknown, place = ""): string {
  const short = (value: unknown): unknown => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
  const [wanted, came] =
    short(expected) === short(received) ? [expected, received] : [short(expected), short(received)];
  return `expected ${words(wanted)}${place}, but received ${words(came)}`;
}

function words(value: unknown): string {
  if (isList(value)) return `${value.length} values`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
