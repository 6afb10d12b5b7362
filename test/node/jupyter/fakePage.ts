// As much of a page as the scripts of widgets use: elements with attributes and children, a canvas that keeps its pixels.
import { runInNewContext } from "node:vm";

/** Pixels as a canvas gives them: four bytes each. */
interface Pixels {
  readonly data: Uint8ClampedArray;
}

export class FakeElement {
  readonly style: Record<string, string> = {};
  readonly children: FakeElement[] = [];
  readonly attributes = new Map<string, string>();
  value: string | number = "";
  src = "";
  alt = "";
  width = 0;
  height = 0;
  onload: (() => void) | undefined;
  pixels = new Uint8ClampedArray(0);
  [handler: `on${string}`]: ((event: object) => void) | undefined;
  #text = "";

  constructor(readonly tag: string) {}

  get textContent(): string {
    return this.#text;
  }
  /** Takes the children away, as a page does. */
  set textContent(text: string) {
    this.#text = text;
    this.children.length = 0;
  }
  appendChild(child: FakeElement): void {
    this.children.push(child);
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  querySelectorAll(tag: string): FakeElement[] {
    return this.all().filter((element) => element.tag === tag);
  }
  setPointerCapture(id: number): void {
    this.attributes.set("captured", String(id));
  }
  hasPointerCapture(id: number): boolean {
    return this.attributes.get("captured") === String(id);
  }
  /** Each canvas pixel is two CSS pixels; other elements are 200 wide. */
  getBoundingClientRect(): object {
    return { left: 100, top: 50, width: 2 * this.width || 200, height: 2 * this.height || 200 };
  }
  select(): void {
    this.attributes.set("selected", "yes");
  }
  getContext(): object {
    return {
      drawImage: ({ pixels }: FakeElement) => (this.pixels = pixels.slice()),
      getImageData: (): Pixels => ({ data: this.pixels.slice() }),
      putImageData: ({ data }: Pixels) => (this.pixels = data.slice()),
    };
  }
  /** This element's descendants, those further out first. */
  all(): FakeElement[] {
    return this.children.flatMap((child) => [child, ...child.all()]);
  }
}

/** Runs a widget's script as a page would; `stills` are the addresses of the pictures that stand there before. */
export function openWidget(html: string, stills: readonly string[]): { root: FakeElement; made: FakeElement[] } {
  const root = new FakeElement("div");
  for (const src of stills) {
    const still = new FakeElement("img");
    still.setAttribute("src", src);
    root.appendChild(still);
  }
  const made: FakeElement[] = [];
  const code = html.split("<script>")[1].replace("</script>", "");
  runInNewContext(code, {
    document: {
      createElement: (tag: string) => {
        const element = new FakeElement(tag);
        made.push(element);
        return element;
      },
      querySelectorAll: () => [root],
    },
  });
  return { root, made };
}

/** The addresses of the pictures in a widget's still part. */
export function stillsOf(html: string): string[] {
  return [...html.split("<script>")[0].matchAll(/<img src="([^"]+)"/g)].map(([, src]) => src);
}

/** An event at a place of the page, in CSS pixels from the element's corner. */
export function pointerAt(x: number, y: number): object {
  return { pointerId: 3, clientX: 100 + x, clientY: 50 + y, ...nothing };
}

export const nothing = { preventDefault: (): void => undefined, stopPropagation: (): void => undefined };
