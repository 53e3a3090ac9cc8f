import { expect, type Locator, type Page } from "@playwright/test";

/** What the screen shows of the packet at one stop. */
export interface Shown {
  /** The stop's number, as the player counts. */
  readonly hop: number;
  /** `CHAIN:rule` of the lit row; undefined while the packet is at none. */
  readonly row: string | undefined;
  readonly source: string;
  readonly destination: string;
  readonly mark: string;
  readonly sentence: string;
}

/** The page in its user's words. */
export class App {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto("/");
    await expect(this.player).toBeVisible();
    await this.graphIsDrawn();
  }

  async graphIsDrawn(): Promise<void> {
    await expect(this.page.locator("[data-chain-box]").first()).toBeVisible();
  }

  get player(): Locator {
    return this.page.getByRole("region", { name: "Player" });
  }

  get sentence(): Locator {
    return this.page.getByRole("region", { name: "What happens here" });
  }

  get slider(): Locator {
    return this.page.getByRole("slider");
  }

  get packetForm(): Locator {
    return this.page.getByRole("form", { name: "Packet" });
  }

  async openScenario(title: string): Promise<void> {
    await this.page.getByRole("button", { name: /^Examples/ }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: title }).click();
    await expect(this.page.getByRole("dialog")).toBeHidden();
    await expect(this.page.getByRole("button", { name: `Shown now: ${title}` })).toBeVisible();
    await this.graphIsDrawn();
  }

  /** Presses a key on the page itself, where the player listens. */
  async press(key: string, times = 1): Promise<void> {
    for (let done = 0; done < times; done++) await this.page.keyboard.press(key);
  }

  /** Steps on from the first hop until the packet is at a row, `CHAIN:rule`. */
  async stepTo(row: string): Promise<void> {
    await this.press("Home");
    const last = await this.lastHop();
    for (let hop = 1; hop <= last; hop++) {
      await this.press("ArrowRight");
      await this.isAt(hop);
      if ((await this.shown()).row === row) return;
    }
    throw new Error(`the walk does not come to ${row}`);
  }

  async isAt(hop: number): Promise<void> {
    await expect(this.player).toContainText(`Hop ${hop} of`);
  }

  /** The number of the last stop. */
  async lastHop(): Promise<number> {
    const text = (await this.player.textContent()) ?? "";
    return Number(/of (\d+)/.exec(text)?.[1]);
  }

  /** Reads the lit row, the inspector, the sentence and the counter in one go. */
  shown(): Promise<Shown> {
    return this.page.evaluate(() => {
      const textWithoutOld = (element: Element | null | undefined): string => {
        const copy = element?.cloneNode(true);
        if (!(copy instanceof Element)) return "";
        for (const old of copy.querySelectorAll("del")) old.remove();
        return copy.textContent.trim();
      };
      const field = (name: string, within = "dd") => {
        const terms = [...document.querySelectorAll('[aria-label="Packet inspector"] dt')];
        const term = terms.find((each) => each.textContent === name);
        return textWithoutOld(term?.parentElement?.querySelector(within));
      };
      const row = document.querySelector('[data-row][aria-current="step"]');
      // A chain without rules has no row that could be lit: then its box is.
      const box =
        row?.closest("[data-chain-box]") ??
        document.querySelector("[data-chain-box][data-look=current]");
      // A table without rules at this hook has no box either: then its name in the lane's title line is.
      const passed = document.querySelector("[data-passed-table][data-look=current]");
      const chain =
        box?.getAttribute("data-chain-box") ??
        passed?.getAttribute("data-passed-table") ??
        undefined;
      const rule = / rule (\d+)/.exec(row?.getAttribute("aria-label") ?? "")?.[1];
      const player = document.querySelector('[aria-label="Player"]')?.textContent ?? "";
      const says = document.querySelector('[aria-label="What happens here"] p');
      return {
        hop: Number(/Hop (\d+)/.exec(player)?.[1]),
        row: chain === undefined ? undefined : `${chain}:${rule ?? "end"}`,
        source: field("source"),
        destination: field("destination"),
        mark: field("mark", "strong"),
        sentence: says?.textContent ?? "",
      };
    });
  }

  /** The outcome of the whole walk, as the screen says it. */
  async outcome(): Promise<string> {
    return (await this.sentence.locator("p").last().textContent()) ?? "";
  }

  /** Sends the packet elsewhere: to an address or a name, and a port. */
  async sendTo(destination: string, port: number): Promise<void> {
    await this.packetForm.getByRole("combobox", { name: "To", exact: true }).fill(destination);
    await this.packetForm.getByRole("textbox", { name: "Destination port" }).fill(String(port));
    await this.packetForm.getByRole("textbox", { name: "Destination port" }).press("Tab");
  }

  /** Drops a file of the disk onto the page, as the browser itself does it. */
  async dropFile(path: string): Promise<void> {
    const devtools = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    const send = (type: "dragEnter" | "dragOver" | "drop") =>
      devtools.send("Input.dispatchDragEvent", { type, x: 700, y: 450, data });
    // A browser drops nothing onto a page that has not answered yet that it takes it.
    const answer = await this.page.evaluateHandle(() => ({
      given: new Promise((resolve) =>
        window.addEventListener("dragover", () => requestAnimationFrame(resolve), { once: true }),
      ),
    }));
    await send("dragEnter");
    await send("dragOver");
    await answer.evaluate(({ given }) => given.then(() => undefined));
    await send("dragOver");
    await send("drop");
    await devtools.detach();
  }

  /** What the browser keeps of the work for the next visit, as JSON; empty while it keeps nothing. */
  kept(): Promise<string> {
    return this.page.evaluate(async () => {
      const databases = await indexedDB.databases();
      if (!databases.some(({ name }) => name === "chainwalk")) return "";
      return new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open("chainwalk");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const [store] = [...database.objectStoreNames];
          if (store === undefined) return resolve("");
          const asking = database.transaction(store).objectStore(store).get("current");
          asking.onerror = () => reject(asking.error);
          asking.onsuccess = () => {
            database.close();
            resolve(JSON.stringify(asking.result ?? ""));
          };
        };
      });
    });
  }

  /** Reads what the page has put into the clipboard, when it says that it has. */
  async copied(what: string): Promise<string> {
    await expect(this.page.getByText(`${what} is in the clipboard.`)).toBeVisible();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** Opens the tab of the lower panel and gives its list. */
  async tab(name: "Walk log" | "Rules" | "Connections"): Promise<void> {
    await this.page.getByRole("tab", { name }).click();
  }
}
