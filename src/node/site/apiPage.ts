// The page of all public names: name, signature and comment of each, by room, with a box that searches as one types. The search is
// a script in the page over what stands in it, so that it works from a file and without a network; without scripts the page is a
// list. Colours are the theme's, light and dark.
import { escapeMarkup } from "../../figures/style";
import type { ExportedName } from "./exportedNames";

/** The page as the generator's Markdown. `roomsPage` is docs/code.md, whose tables say what each room holds. */
export function apiPage(names: readonly ExportedName[], roomsPage: string): string {
  const known = new Set(names.map(({ name }) => name));
  const rooms = [...new Set(names.map(({ room }) => room))].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  return [
    "# All names",
    "What notebooks import from `inpainting-lab`: every function, class, type and value with its signature and its comment, by " +
      "room. What no room of `src/node` holds can be imported from `inpainting-lab/portable` too.",
    raw([searchBox]),
    ...rooms.flatMap((room) => [
      `## ${room === "" ? "src" : `src/${room}`}`,
      ...wordsOf(room, roomsPage),
      raw([
        '<div class="api-room">',
        ...names.filter((one) => one.room === room).map((one) => entry(one, known)),
        "</div>",
      ]),
    ]),
    raw([`<script>${search}</script>`]),
    "",
  ].join("\n\n");
}

/** What all rooms use first, Node's rooms last. */
function order(room: string): number {
  return room === "" ? 0 : room.startsWith("node/") ? 2 : 1;
}

/** What the table of rooms says of it. */
function wordsOf(room: string, roomsPage: string): string[] {
  if (room === "") return ["What all rooms share."];
  const row = roomsPage.split("\n").find((line) => line.startsWith("| `src/") && line.includes(`\`src/${room}/\``));
  const words = row?.split("|").at(-2)?.trim();
  return words === undefined || words === "" ? [] : [`${words[0].toUpperCase()}${words.slice(1)}.`];
}

function raw(lines: readonly string[]): string {
  const fence = "`".repeat(8);
  return [`${fence}{raw} html`, ...lines, fence].join("\n");
}

function entry({ name, kind, signature, comment }: ExportedName, known: ReadonlySet<string>): string {
  const id = escapeMarkup(name);
  // A type parameter may share its name with a type of the project.
  const [, parameters = ""] = /^\w+ \w+<([^(]*?)>\s*[({=]/.exec(signature) ?? [];
  const own = new Set([name, ...[...parameters.matchAll(/(?:^|,)\s*(\w+)/g)].map(([, word]) => word)]);
  const code = escapeMarkup(signature).replace(/\b[A-Z]\w+\b/g, (word) =>
    !own.has(word) && known.has(word) ? `<a href="#${word}">${word}</a>` : word,
  );
  const paragraphs = comment
    .split(/\n\s*\n/)
    .filter((text) => text.trim() !== "")
    .map((text) => `<p>${escapeMarkup(text).replace(/`([^`]+)`/g, "<code>$1</code>")}</p>`);
  return (
    `<div class="api-entry" id="${id}"><p class="api-name"><a href="#${id}">${id}</a> <span>${kind}</span></p>` +
    `<pre tabindex="0" aria-label="Signature of ${id}"><code>${code}</code></pre>${paragraphs.join("")}</div>`
  );
}

const searchBox =
  '<div class="api-search" role="search"><label for="api-box">Search names, signatures and comments</label>' +
  '<input id="api-box" type="search" autocomplete="off" spellcheck="false" aria-describedby="api-keys">' +
  '<span id="api-count" role="status"></span>' +
  '<span id="api-keys">/ to search, Enter to the nearest name, ↓ and ↑ from name to name, Escape to see all</span></div>';

const search = `
(() => {
  const box = document.getElementById("api-box"), count = document.getElementById("api-count");
  const entries = [...document.querySelectorAll(".api-entry")], rooms = [...document.querySelectorAll(".api-room")];
  const texts = entries.map((entry) => entry.textContent.toLowerCase());
  const show = () => {
    const words = box.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    entries.forEach((entry, i) => { entry.hidden = !words.every((word) => texts[i].includes(word)); });
    for (const room of rooms)
      (room.closest("section") || room).hidden = room.querySelector(".api-entry:not([hidden])") === null;
    const shown = entries.filter((entry) => !entry.hidden).length;
    count.textContent = shown + " of " + entries.length + " names";
  };
  const step = (by) => {
    const links = entries.filter((entry) => !entry.hidden).map((entry) => entry.querySelector(".api-name a"));
    const next = links.indexOf(document.activeElement) + by;
    (next < 0 ? box : links[Math.min(next, links.length - 1)] || box).focus();
  };
  const nearest = () => {
    const links = entries.filter((entry) => !entry.hidden).map((entry) => entry.querySelector(".api-name a"));
    const wanted = box.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
    const far = (link) => {
      const name = link.textContent.toLowerCase();
      return wanted.filter((word) => !name.includes(word)).length * 1000 + name.length;
    };
    (links.sort((a, b) => far(a) - far(b))[0] || box).focus();
  };
  const clear = () => { box.value = ""; show(); };
  box.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target !== box && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const inList = event.target === box || event.target.closest(".api-name") !== null;
    if (typing) return;
    if (event.key === "/" && event.target !== box) { box.focus(); box.select(); }
    else if (event.key === "Escape" && inList) { clear(); box.focus(); }
    else if (event.key === "Enter" && event.target === box) nearest();
    else if (event.key === "ArrowDown" && inList) step(1);
    else if (event.key === "ArrowUp" && inList && event.target !== box) step(-1);
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", () => {
    const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (entry === null || entry.closest("[hidden]") === null) return;
    clear();
    entry.scrollIntoView();
  });
  show();
})();
`;
