// What a browser would ask other hosts for, by itself, when it shows a text: scripts, styles, fonts, pictures, frames. Links that
// a reader may click on are none of it, nor are names of XML and addresses in comments.

/** HTML or SVG, CSS, or JavaScript. */
export type LoadingText = "markup" | "style" | "script";

/** The addresses on other hosts, each once, in order; empty where the text needs no network. */
export function loadsFromElsewhere(text: string, kind: LoadingText): string[] {
  const addresses = { markup: inMarkup, style: inStyle, script: inScript }[kind](text);
  return [...new Set(addresses.filter((address) => /^\s*(https?:|wss?:)?\/\//i.test(address)))];
}

/** Every address that an element loads by itself, inside the site too; as written, but for `&amp;`. */
export function loadedByElements(markup: string): string[] {
  return elementsOf(markup.replace(/<!--[^]*?-->/g, "")).flatMap(addressesOf);
}

interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Elements whose href is loaded, and not followed on a click. `link` is looked at by its rel. */
const loadingHref = new Set(["image", "use", "feimage", "script", "base", "mpath", "pattern", "?xml-stylesheet"]);
const onlyLinked = /^(canonical|next|prev|index|search|author|license|help|alternate|bookmark|up)$/i;

function inMarkup(markup: string): string[] {
  const shown = markup.replace(/<!--[^]*?-->/g, "");
  const inside = (name: string): string[] => [
    ...matches(shown, new RegExp(`<${name}\\b[^>]*>([^]*?)</${name}>`, "gi")),
  ];
  const rest = shown.replace(/(<(script|style)\b[^>]*>)[^]*?<\/\2>/gi, "$1");
  return [
    ...elementsOf(rest).flatMap((element) => [
      ...addressesOf(element),
      ...inStyle(element.attributes.get("style") ?? ""),
      ...[...element.attributes].flatMap(([name, value]) => (/^on/.test(name) ? inScript(value) : [])),
    ]),
    ...inside("style").flatMap(inStyle),
    ...inside("script").flatMap(inScript),
  ];
}

function addressesOf({ name, attributes }: Element): string[] {
  const given = (attribute: string): string[] => {
    const value = attributes.get(attribute);
    return value === undefined ? [] : [value];
  };
  const sets = [...given("srcset"), ...given("imagesrcset")].flatMap((set) =>
    set.split(",").map((one) => one.trim().split(/\s+/)[0]),
  );
  const isLoaded = name === "link" ? !onlyLinked.test(attributes.get("rel") ?? "") : loadingHref.has(name);
  const refresh = (attributes.get("http-equiv") ?? "").toLowerCase() === "refresh" ? given("content") : [];
  return [
    ...["src", "poster", "background", ...(name === "object" ? ["data"] : [])].flatMap(given),
    ...(isLoaded ? ["href", "xlink:href"].flatMap(given) : []),
    ...sets,
    ...refresh.map((content) => content.replace(/^[^=]*=\s*/, "")),
  ];
}

function inStyle(css: string): string[] {
  return matches(css.replace(/\/\*[^]*?\*\//g, ""), /(?:url\(\s*["']?|@import\s+["'])([^"')]+)/gi);
}

/** What the code fetches or imports by an address that stands in it, and every address of a script, style, font or module. */
function inScript(code: string): string[] {
  const asked =
    /(?:\bimport\s*\(?|\bfrom|\bfetch\s*\(|\bimportScripts\s*\(|\bnew\s+(?:Worker|WebSocket|EventSource)\s*\(|\.(?:src|href)\s*=)\s*["'`]([^"'`]+)["'`]/g;
  const files = /["'`]((?:https?:)?\/\/[^"'`\s]+?\.(?:m?js|css|woff2?|ttf|wasm)(?:[?#][^"'`\s]*)?)["'`]/gi;
  return [...matches(code, asked), ...matches(code, files)];
}

/** Start tags and processing instructions with their attributes, names in lower case. */
function elementsOf(markup: string): Element[] {
  const attribute = /[\s/]*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y;
  return [...markup.matchAll(/<(\??[a-z][a-z0-9:-]*)/gi)].map((start) => {
    const attributes = new Map<string, string>();
    attribute.lastIndex = start.index + start[0].length;
    for (let found = attribute.exec(markup); found !== null; found = attribute.exec(markup)) {
      const value = found[2] ?? found[3] ?? found[4] ?? "";
      attributes.set(found[1].toLowerCase(), value.replace(/&amp;/g, "&").replace(/&quot;/g, '"'));
    }
    return { name: start[1].toLowerCase(), attributes };
  });
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, value]) => value);
}
