// A value from outside against a schema, and in words what does not fit. A schema (valibot) stands beside the type of each record
// that is read from a file and only checks: what fits is used as it is, with whatever keys it has beside those that it names.
import * as v from "valibot";

/** The schemas of an object's keys: the compiler asks for each of them, also where the key may be left out. */
export type SchemaEntries<Type> = { readonly [Key in keyof Type]-?: v.GenericSchema<Type[Key]> };

/** The first thing about a value that does not fit. */
export interface Misfit {
  /** Keys and positions from the value inwards, "rows.3.images"; "" for the value itself. */
  readonly place: string;
  /** "a number", `"once" or "every epoch"`. */
  readonly expected: string;
  /** `"many"`, "3", "a list"; "nothing" where the key is missing. */
  readonly received: string;
}

/** The very value, where it fits; else throws what `errorOf` makes of the first misfit, in the schema's order. */
export function fitting<Type>(value: unknown, schema: v.GenericSchema<Type>, errorOf: (misfit: Misfit) => Error): Type {
  if (v.is(schema, value)) return value;
  throw errorOf(misfitOf(schema, value));
}

/** A key that is missing is given as undefined, so that it is the key's own schema that says what it expects. */
function misfitOf(schema: v.GenericSchema, value: unknown): Misfit {
  const copy = structuredClone(value);
  let place = "";
  for (;;) {
    const [outer] = v.safeParse(schema, copy, { abortEarly: true }).issues ?? [];
    if (outer === undefined) return { place, expected: "a value", received: "nothing" };
    const issue = innermost(outer);
    const last = issue.path?.at(-1);
    place = v.getDotPath(issue) ?? "";
    const missing = last?.type === "object" && last.origin === "key" && !Object.hasOwn(last.input, last.key);
    if (!missing) return { place, ...wordsOf(issue) };
    last.input[last.key] = undefined;
  }
}

/** What does not fit inside the alternative of a union that fits on the outside, if there is one. */
function innermost(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> {
  const inner = issue.issues?.find(({ path }) => path !== undefined);
  if (inner?.path === undefined) return issue;
  const [first, ...rest] = [...(issue.path ?? []), ...inner.path];
  return innermost({ ...inner, path: [first, ...rest] });
}

const words: { readonly [name: string]: string } = {
  Object: "an object",
  Array: "a list",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  undefined: "nothing",
};

/** Expected is `number`, `"once"` or `("once" | "every epoch")`; the checks of a pipe say in their message what they expect. */
function wordsOf({ kind, expected, message, received }: v.BaseIssue<unknown>): Omit<Misfit, "place"> {
  const alternatives = expected?.replace(/^\((.*)\)$/, "$1").split(" | ") ?? [];
  return {
    expected: kind === "schema" ? alternatives.map((name) => words[name] ?? name).join(" or ") : message,
    received: words[received] ?? (received.length <= 60 ? received : `${received.slice(0, 59)}…`),
  };
}
