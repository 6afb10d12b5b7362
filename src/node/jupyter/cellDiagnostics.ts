// What a cell shows of the compiler's complaints: names that are not known yet in one line, and one hint for what a newcomer does
// most often, running cells out of order and forgetting `await`.

/** A complaint as tslab hands it over. */
export interface CellDiagnostic {
  readonly start: { readonly offset: number; readonly line: number; readonly character: number };
  readonly messageText: string;
  readonly code: number;
}

const unknownName = 2304;
const unknownNames: readonly number[] = [unknownName, 2552, 18004];

const runAbove = "A name from a cell further up is known once that cell has run: Run > Run All Above Selected Cell.";

/** What a cell that ends in a promise is told. */
export const promiseHint = "This is a Promise, a value that is still to come: write await before the call.";

/** The complaints about `source` to show, in order; the first of each kind carries the hint. */
export function readableDiagnostics<Diagnostic extends CellDiagnostic>(
  source: string,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const plain = diagnostics.filter(({ code }) => code === unknownName);
  const names = [...new Set(plain.map(({ messageText }) => /'(.+)'/.exec(messageText)?.[1] ?? messageText))];
  const shown = diagnostics.filter((one) => one.code !== unknownName || one === plain[0]);
  const ofNames = shown.filter(({ code }) => unknownNames.includes(code)).at(-1);
  const ofPromise = shown.find(({ messageText }) => isOfPromise(messageText));
  return shown.map((one) => {
    const said =
      one === plain[0] && names.length > 1
        ? `Cannot find the names ${names.map((name) => `'${name}'`).join(", ")}.`
        : one.messageText;
    const hints = [...(one === ofNames ? [runAbove] : []), ...(one === ofPromise ? [forgottenAwait(source, one)] : [])];
    return { ...one, messageText: [said, ...hints].join("\n") };
  });
}

/** A promise stands where its value is wanted; not the other way round. */
function isOfPromise(message: string): boolean {
  return /(?:on type|Argument of type|^Type|types?|this) 'Promise</m.test(
    message.replace(/ to (parameter of )?type '.*/gm, ""),
  );
}

function forgottenAwait(source: string, { start }: CellDiagnostic): string {
  const name = /([\w$]+)\s*\??\.\s*$/.exec(source.slice(0, start.offset))?.[1];
  return name === undefined
    ? "A Promise stands here in place of the value that is still to come: write await before the call."
    : `${name} is a Promise, a value that is still to come: write await before the call that makes it.`;
}
