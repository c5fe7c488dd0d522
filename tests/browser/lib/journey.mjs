// What a journey is given: a server, pages, steps, and checks that explain themselves.

import path from "node:path";
import { axeViolations, sidewaysScroll, offHost } from "./checks.mjs";
import { expectations } from "./expect.mjs";
import { Server } from "./server.mjs";
import { within } from "./within.mjs";

const pageLimitMs = 15_000;
// A step that waits on something that never comes must not hold up the rest.
const stepLimitMs = 180_000;

export class Journey {
  #name;
  #browser;
  #program;
  #screenshots;
  #tally;
  #server;
  #contexts = [];
  // The sessions that have script switched off.
  #plain = new WeakSet();
  #drivers = new WeakMap();
  // Every address a page asked for, so that a check may look back.
  #requests = new WeakMap();
  // What a page's console complained of: refused scripts and styles among them.
  #complaints = new WeakMap();
  expect = expectations;

  constructor({ name, browser, program, screenshots, tally }) {
    this.#name = name;
    this.#browser = browser;
    this.#program = program;
    this.#screenshots = screenshots;
    this.#tally = tally;
  }

  // The journey's own county and server, made at the first call. `options` are
  // Server.start's and count at that call only.
  async server(options) {
    this.#server ??= await Server.start(this.#program, options);
    return this.#server;
  }

  // Ends the server and its data, and makes others in their place.
  async anotherServer(options) {
    const before = this.#server;
    this.#server = undefined;
    await before?.stop();
    return this.server(options);
  }

  // One counted check. The first failure ends the journey: later steps would
  // only repeat it in other words.
  async step(what, act) {
    const began = performance.now();
    const label = `${this.#name}: ${what}`;
    try {
      await within(stepLimitMs, act(), () => `the step took over ${stepLimitMs / 1000} seconds`);
    } catch (error) {
      this.#tally.fail(label, error);
      await this.#pictureOfFailure(label);
      throw error;
    }
    this.#tally.pass(label, performance.now() - began);
  }

  // A page in a browser session of its own: no cookie is shared with another.
  async newPage({ javascript = true, width = 1280, height = 900, forcedColors = "none", locale = "en-GB" } = {}) {
    const context = await this.#browser.newContext({
      javaScriptEnabled: javascript,
      viewport: { width, height },
      forcedColors,
      locale,
      timezoneId: "Europe/London",
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(pageLimitMs);
    this.#contexts.push(context);
    if (!javascript) this.#plain.add(context);
    return this.#watched(await context.newPage());
  }

  // Another tab in the same session as `page`.
  async newTab(page) {
    return this.#watched(await page.context().newPage());
  }

  // Fails on any barrier that axe finds: WCAG 2.0 to 2.2, A and AA, and best
  // practice. `except` names rules that do not apply, each with its reason.
  async axe(page, { except = {} } = {}) {
    const violations = await this.#withScript(page, () => axeViolations(page, Object.keys(except)));
    if (violations.length > 0) {
      throw new Error(`axe found barriers on ${page.url()}\n${violations.join("\n")}`);
    }
  }

  // Fails when the page is wider than its window. Call it at 320 CSS pixels.
  async noSidewaysScroll(page) {
    const wide = await sidewaysScroll(page);
    if (wide) throw new Error(`${page.url()} scrolls sideways at ${wide.window} px: ${wide.content} px wide, because of ${wide.because}`);
  }

  // Fails when the page has asked any other host for anything so far.
  noOffHostRequests(page) {
    const strangers = offHost(this.#requests.get(page) ?? [], this.#server.url);
    if (strangers.length > 0) throw new Error(`requests left our host: ${strangers.join(", ")}`);
  }

  // Fails when the browser's console has complained of anything on this page so
  // far, a break of the content policy for example. Answers that say no (4xx)
  // are not complaints of ours: a form that is sent back is answered with 422.
  noComplaints(page) {
    const complaints = this.#complaints.get(page) ?? [];
    if (complaints.length > 0) throw new Error(`the console of ${page.url()} says: ${complaints.join(" | ")}`);
  }

  // Closes a page with its session.
  async leave(page) {
    const context = page.context();
    this.#contexts = this.#contexts.filter((one) => one !== context);
    await context.close();
  }

  // A line of the report that is neither passed nor failed.
  note(text) {
    console.log(`# ${this.#name}: ${text}`);
  }

  async screenshot(page, name) {
    await page.screenshot({ path: path.join(this.#screenshots, `${name}.png`), fullPage: true });
  }

  // Signs in by the form, as a person does. `password` is the demonstration
  // county's, as `hawthorn demo` printed it.
  async signIn(page, name, password, code) {
    const server = await this.server();
    await page.goto(`${server.url}/sign-in`);
    await page.fill('input[name="name"]', name);
    await page.fill('input[name="password"]', password);
    if (code) await page.fill('input[name="code"]', code);
    await page.click('main form button[type="submit"]');
    await page.waitForLoadState("load");
    if (new URL(page.url()).pathname === "/sign-in") {
      const told = await page.locator("main").innerText();
      throw new Error(`signing in as ${name} did not leave the sign-in page, which says:\n${told}`);
    }
  }

  // Closes the sessions and stops the server, whatever happened before.
  async end() {
    try {
      for (const context of this.#contexts) await context.close();
    } finally {
      await this.#server?.stop();
    }
  }

  // axe needs timers, which a page without script does not have. The page has
  // loaded by now, so lending it script for a moment does not run its own.
  async #withScript(page, act) {
    if (!this.#plain.has(page.context())) return act();
    const driver = this.#drivers.get(page) ?? (await page.context().newCDPSession(page));
    // Never detached: Chromium gives a page its script back when the session
    // that last spoke of it goes.
    this.#drivers.set(page, driver);
    const disabled = (value) => driver.send("Emulation.setScriptExecutionDisabled", { value });
    // A new session believes script is on, and ignores being told so again.
    await disabled(true);
    await disabled(false);
    try {
      return await act();
    } finally {
      await disabled(true);
    }
  }

  #watched(page) {
    const addresses = [];
    page.on("request", (request) => addresses.push(request.url()));
    this.#requests.set(page, addresses);
    const complaints = [];
    page.on("console", (message) => {
      const refusedAnswer = message.text().startsWith("Failed to load resource: the server responded with a status of 4");
      if (message.type() === "error" && !refusedAnswer) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    this.#complaints.set(page, complaints);
    return page;
  }

  // The last page as it stood, so that a failure can be looked at. Never
  // itself a failure: the first error is the one that matters.
  async #pictureOfFailure(label) {
    const page = this.#contexts.at(-1)?.pages().at(-1);
    if (!page) return;
    const name = `failed-${label.replace(/[^a-z0-9]+/gi, "-").toLowerCase().slice(0, 80)}`;
    await this.screenshot(page, name).catch(() => {});
  }
}
