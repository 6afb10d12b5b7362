// A record of any shape as a flat list of named values: the keys of objects become the parts of a dotted key, items of lists
// take the names that a sibling list gives them (classNames, paints, sides) or the field that tells them apart (epoch, rank).
// Of a map of numbers (a list of lists) the first corner is taken, the rest is left to the figures; a bare list of numbers
// becomes its mean, ends and deviation; a list of more than a hundred objects is left to tables and figures.
import type { Leaf } from "./variable";

const mostItems = 100;

/** The values of a record below this key and path; `names` are lists of names that hold in the record around it. */
export function leavesOf(
  record: unknown,
  key: string,
  path: string,
  names: readonly (readonly string[])[] = [],
): Leaf[] {
  if (isInterval(record)) return [{ key, path, value: record.value, low: record.low, high: record.high }];
  if (typeof record !== "object" || record === null) return [{ key, path, value: record as Leaf["value"] }];
  if (Array.isArray(record)) return itemsOf(record, key, path, names);
  const here = Object.values(record)
    .map(namesIn)
    .filter((list) => list !== null);
  return Object.entries(record).flatMap(([name, value]) =>
    leavesOf(value, `${key}.${keyPart(name)}`, path === "" ? name : `${path}.${name}`, [...here, ...names]),
  );
}

function itemsOf(items: readonly unknown[], key: string, path: string, names: readonly (readonly string[])[]): Leaf[] {
  const [first] = items;
  const corner: unknown = Array.isArray(first) ? first[0] : undefined;
  if (typeof corner === "number") return [{ key: `${key}.corner`, path: `${path}.0.0`, value: corner }];
  if (items.some((item) => Array.isArray(item) || typeof item === "string")) return [];
  if (items.length > mostItems && items.every((item) => typeof item === "object")) return [];
  const own = namesIn(items)?.join();
  const given =
    own !== undefined && items.some(nameOf)
      ? undefined
      : names.find((list) => list.length === items.length && list.join() !== own);
  if (given === undefined && items.every((item) => typeof item === "number")) {
    return own === undefined ? summaryOf(items, key, path) : [];
  }
  return items.flatMap((item, i) =>
    leavesOf(item, `${key}.${nameOf(item) ?? given?.[i] ?? i + 1}`, `${path}.${i}`, names),
  );
}

/** The names that a list gives to the items of others: words, objects with a name, rising whole numbers; else null. */
function namesIn(list: unknown): string[] | null {
  if (!Array.isArray(list) || list.length < 2) return null;
  if (list.every((item) => typeof item === "string")) return list.map(keyPart);
  if (list.every((item) => nameOf(item) !== null)) return list.map((item) => nameOf(item) as string);
  return list.every((item, i) => Number.isInteger(item) && (i === 0 || item > list[i - 1])) ? list.map(String) : null;
}

/** The field that tells an item from the others, as part of a key. */
function nameOf(item: unknown): string | null {
  if (typeof item !== "object" || item === null) return null;
  for (const field of ["name", "id", "epoch", "rank", "distance", "side"]) {
    const value = (item as { readonly [field: string]: unknown })[field];
    if (typeof value === "string" || typeof value === "number") return keyPart(String(value));
  }
  return null;
}

/** Mean, ends and sample deviation of numbers; nothing where there are none. */
export function summaryOf(values: readonly number[], key: string, path: string): Leaf[] {
  if (values.length === 0) return [];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  const parts = { mean, lowest: Math.min(...values), highest: Math.max(...values), deviation };
  return Object.entries(parts).map(([name, value]) => ({ key: `${key}.${name}`, path: `${path} (${name})`, value }));
}

interface IntervalRecord {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function isInterval(record: unknown): record is IntervalRecord {
  const { value, low, high } = (record ?? {}) as Partial<IntervalRecord>;
  return [value, low, high].every((number) => typeof number === "number");
}

/** A name as part of a key: blanks and points become hyphens. */
export function keyPart(name: string): string {
  return name.trim().replace(/[\s.,]+/g, "-");
}
