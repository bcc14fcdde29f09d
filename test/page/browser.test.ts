/** The pages in a real browser: by keyboard, with and without scripts, and nothing asked of another host. */
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../../src/endpoint/create-endpoint.ts";
import { exists } from "../../src/safe/files.ts";
import { startEndpoint } from "../endpoint/start-endpoint.ts";

const chrome = "/usr/bin/chromium";

describe.skipIf(!exists(chrome))("the pages in Chromium", () => {
  let browser: Browser;
  let address: string;
  let stop: () => Promise<void>;
  const hosts = new Set<string>();
  const faults: string[] = [];
  beforeAll(async () => {
    const endpoint = await startEndpoint();
    stop = endpoint.stop;
    address = await listen(endpoint.app, 0);
    browser = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(async () => {
    await browser?.close();
    await stop?.();
  });
  const open = async (path: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> => {
    const page = await browser.newPage({ locale: "en", ...options });
    page.on("request", (request) => hosts.add(new URL(request.url()).origin));
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(address + path);
    return page;
  };

  it("runs a query by keyboard and shows rows, time, downloads and a link to share", async () => {
    const page = await open("");
    await page.focus("#query");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("ROWS 1500");
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector("#result table");
    expect(await page.locator("#result tbody tr").count()).toBe(1_000);
    expect(await page.locator("#result .status").textContent()).toMatch(/first 1,000 of 1,500 rows shown · \d+\.\d+ s/);
    const first = page.locator("#result tbody a").first();
    expect(await first.textContent()).toBe("example.org/id/0");
    expect(await first.getAttribute("title")).toBe("https://example.org/id/0");
    const csv = await page.locator("#result a[download='result.csv']").getAttribute("href");
    expect((await (await fetch(address.slice(0, -1) + csv)).text()).split("\r\n")).toHaveLength(1_502);
    const share = await page.getByText("Share link").getAttribute("href");
    const shared = await open(share!.slice(address.length));
    await shared.waitForSelector("#result table");
    expect(await shared.inputValue("#query")).toBe("ROWS 1500");
  });

  it("runs an example with one click, in the reader's language", async () => {
    const page = await open("?lang=zh-Hant");
    await page.getByText("各城市的避難所").click();
    await page.waitForSelector("#result table");
    expect(await page.locator("#result").textContent()).toContain("3 列");
    expect(await page.getAttribute("html", "lang")).toBe("zh-Hant");
  });

  it("shows where a query is wrong and puts the cursor there", async () => {
    const page = await open("");
    await page.fill("#query", "FAIL\nxx\n123456789");
    await page.click("button[type=submit]");
    await page.waitForSelector("#result [role=alert]");
    expect(await page.locator("#result").textContent()).toMatch(/line 3, column 7[\s\S]*QRY-001/);
    expect(await page.evaluate("document.getElementById('query').selectionStart")).toBe(14);
  });

  it("never shows a cut answer as whole", async () => {
    const page = await open("");
    await page.fill("#query", "LATE");
    await page.click("button[type=submit]");
    await page.waitForSelector("#result [role=alert]");
    expect(await page.locator("#result table").count()).toBe(0);
  });

  it("stops a running query", async () => {
    const page = await open("");
    await page.fill("#query", "WAIT");
    await page.click("button[type=submit]");
    await page.click("#stop");
    await page.getByText("Stopped.").waitFor();
  });

  it("works without scripts", async () => {
    const page = await open("", { javaScriptEnabled: false });
    await page.getByText("Shelters of every city").click();
    await page.click("button[type=submit]");
    expect(await page.locator("#result tbody tr").count()).toBe(3);
    expect(await page.locator("#result tbody a").first().textContent()).toBe("example.org/id/0");
    expect(await page.locator("#result tbody a").first().getAttribute("title")).toBe("https://example.org/id/0");
  });

  it("fits a telephone", async () => {
    for (const path of ["", `doc/jp/99999/aed/${encodeURIComponent("東京-1")}.html`]) {
      const page = await open(path, { viewport: { width: 360, height: 700 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(360);
    }
  });

  it("runs nothing that data brings, and asks nothing of other hosts", async () => {
    const page = await open(`doc/jp/99999/aed/${encodeURIComponent("東京-1")}.html`);
    expect(await page.locator("h1").textContent()).toContain("<script>");
    expect([...hosts]).toEqual([new URL(address).origin]);
    expect(faults).toEqual([]);
  });
});
