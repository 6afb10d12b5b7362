// One notebook in JupyterLab, looked at and used through the page as a student does: menus, buttons, keys, mouse.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { projectRoot } from "../../src/node/paths";
import type { Lab } from "./labServer";

/** A message of the kernel, as the page received it. */
export interface KernelMessage {
  /** When the kernel made it. */
  readonly sent: Date;
  readonly text: string;
}

export class LabPage {
  /** What the kernel said since the notebook was opened. */
  readonly messages: KernelMessage[] = [];
  /** Addresses that the page asked for and that are not JupyterLab's. */
  readonly outside: string[] = [];
  private readonly notebook: Locator;
  private readonly cells: Locator;

  constructor(
    readonly page: Page,
    private readonly lab: Lab,
  ) {
    this.notebook = page.locator(".jp-NotebookPanel:visible .jp-Notebook");
    this.cells = this.notebook.locator(".jp-Cell");
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        const text = payload.toString();
        const date = /"date": ?"([^"]+)"/.exec(text);
        if (date) this.messages.push({ sent: new Date(date[1]), text });
      }),
    );
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (/^http/.test(protocol) && origin !== lab.origin) this.outside.push(request.url());
    });
  }

  /** Opens a notebook by its path from the project's folder; waits for its kernel and for the last cell. */
  async open(path: string): Promise<void> {
    const { cells } = JSON.parse(readFileSync(join(projectRoot, path), "utf8")) as { cells: unknown[] };
    this.messages.length = 0;
    await this.page.goto(`${this.lab.origin}/lab/tree/${path}?reset&token=${this.lab.token}`);
    await this.cells.nth(cells.length - 1).waitFor({ state: "attached" });
    await this.page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']:visible").waitFor();
  }

  /**
   * Run > Run All Cells, again where nothing begins: while it still connects to the kernel, JupyterLab passes over code cells without a
   * word, also after it has shown the kernel as idle.
   */
  async runAll(): Promise<void> {
    const waiting = this.notebook.locator(".jp-InputPrompt", { hasText: "[*]" }).first();
    for (let attempt = 1; ; attempt++) {
      await this.page.locator(".lm-MenuBar-itemLabel", { hasText: /^Run$/ }).click();
      await this.page.locator(".lm-Menu-itemLabel", { hasText: /^Run All Cells$/ }).click();
      try {
        return await waiting.waitFor({ state: "attached", timeout: 5_000 });
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }

  /** Waits until no cell waits or runs. The kernel's own word is no help: tslab says "idle" while cells wait. */
  async untilFinished(seconds: number): Promise<void> {
    const waiting = this.notebook.locator(".jp-InputPrompt", { hasText: "[*]" });
    await this.page.waitForTimeout(500);
    await this.until(async () => (await waiting.count()) === 0, "no cell with [*]", seconds);
  }

  /** A button of the notebook's toolbar. */
  button(name: string): Locator {
    return this.page.locator(`[data-jp-item-name='${name}']:visible`);
  }

  /** The first code cell whose source contains this. */
  cell(source: string): Locator {
    return this.notebook
      .locator(".jp-CodeCell", { has: this.page.locator(".jp-InputArea-editor", { hasText: source }) })
      .first();
  }

  /** What cells printed as errors. */
  async errors(): Promise<string[]> {
    const kinds = ["stderr", "error"].map(
      (kind) => `.jp-OutputArea [data-mime-type='application/vnd.jupyter.${kind}']`,
    );
    return this.notebook.locator(kinds.join(", ")).allTextContents();
  }

  /** Sources of the cells with an output wider than the page. */
  async cutOff(): Promise<string[]> {
    return this.notebook
      .locator(".jp-CodeCell")
      .evaluateAll((cells) =>
        cells
          .filter((cell) =>
            Array.from(cell.querySelectorAll(".jp-OutputArea-output")).some(
              (output) => output.scrollWidth > output.clientWidth + 2,
            ),
          )
          .map((cell) => cell.textContent ?? ""),
      );
  }

  /** The first message of the kernel that matches. */
  async message(pattern: RegExp, seconds: number): Promise<KernelMessage> {
    const find = (): KernelMessage | undefined => this.messages.find(({ text }) => pattern.test(text));
    await this.until(() => find() !== undefined, `a message ${pattern}`, seconds);
    return find() as KernelMessage;
  }

  /** A new cell below the last one, with this text and the cursor at its end. */
  async newCell(text: string): Promise<Locator> {
    const count = await this.cells.count();
    await this.show(this.cells.last());
    await this.cells.last().click({ position: { x: 5, y: 5 } });
    for (const key of ["Escape", "b", "Enter"]) await this.press(key);
    const cell = this.cells.nth(count);
    await cell.waitFor();
    await this.page.keyboard.insertText(text);
    return cell;
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Moves the mouse to a point of the element, in CSS pixels from its corner. */
  async move(place: Locator, [x, y]: readonly number[]): Promise<void> {
    const box = await place.boundingBox();
    if (box === null) throw new Error("Expected an element that is shown.");
    await this.page.mouse.move(box.x + x, box.y + y, { steps: 5 });
  }

  async drag(place: Locator, from: readonly number[], to: readonly number[]): Promise<void> {
    await this.move(place, from);
    await this.page.mouse.down();
    await this.move(place, to);
    await this.page.mouse.up();
  }

  /** Scrolls there, again as long as cells above take their height. */
  async show(place: Locator): Promise<void> {
    let top = NaN;
    for (let tries = 0; tries < 20; tries++) {
      await place.evaluate((element) => element.scrollIntoView({ block: "start" }));
      await this.page.waitForTimeout(250);
      const box = await place.boundingBox();
      if (box?.y === top) return;
      top = box?.y ?? NaN;
    }
  }

  async until(isTrue: () => boolean | Promise<boolean>, what: string, seconds = 20): Promise<void> {
    const end = Date.now() + 1000 * seconds;
    while (!(await isTrue())) {
      if (Date.now() > end) throw new Error(`Expected within ${seconds} s: ${what}.`);
      await this.page.waitForTimeout(50);
    }
  }
}
