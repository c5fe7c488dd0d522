// One case heard without the mouse, and what must hold of its page: keys that never get in the way
// of writing, nothing hidden under the bar, minutes, clock and next button in sight, and a conflict
// that takes the case away.

import { readFile } from "node:fs/promises";
import { merge } from "../../../crates/components/assets/live-merge.js";
import { going, words, write } from "../lib/forms.mjs";
import { minuteTaker, representatives } from "./live/people.mjs";
import { prepare } from "./live/prepare.mjs";

export const name = "a case by keyboard";

export async function run(ctx) {
  const server = await ctx.server({ demonstration: false });
  const story = { ctx, server };
  await ctx.step("the page puts two texts together as the rules say", () => rules(ctx));
  await ctx.step("two pairs are on the agenda and the meeting is open", async () => Object.assign(story, await prepare(ctx, server, 2)));
  await ctx.step("the agenda is put in another order by buttons, which say the new place, and stays so (MAR-8)", () => inOrder(story));
  await ctx.step("minutes, clock and next button are in sight at 1024 by 768 with 125% zoom, and all is one column at 320 (MAR-7)", () => inSight(story));
  await ctx.step("a letter in a box is a letter, and keys that are switched off do nothing (MAR-3)", () => letters(story));
  await ctx.step("the whole case is heard by keyboard, and what has the focus is never hidden (MAR-1)", () => byKeyboard(story));
  await ctx.step("a declared conflict takes the case away by every address and from the search (MAR-6)", () => conflict(story));
  await ctx.step("without script a case is heard by forms alone", () => withoutScript(story));
}

// The table of docs/rules/meeting.md, to which the service is held as well.
async function rules(ctx) {
  const page = await readFile(new URL("../../../docs/rules/meeting.md", import.meta.url), "utf8");
  const lines = page.split("\n");
  const from = lines.findIndex((line) => line.startsWith("| Both began with |")) + 2;
  const rows = lines.slice(from, lines.indexOf("", from)).map((line) => line.slice(1, -1).split("|").map((cell) => cell.trim()));
  ctx.expect.ok(rows.length >= 10, `the table has ${rows.length} rows`);
  const text = (cell) => (cell === "nothing" ? "" : cell.replaceAll(" / ", "\n"));
  for (const [base, theirs, mine, holds] of rows) {
    ctx.expect.equal(merge(text(base), text(theirs), text(mine)), text(holds), `${base} | ${theirs} | ${mine}`);
  }
}

async function open(story, options = {}) {
  const { ctx, server, items } = story;
  const page = await ctx.newPage(options);
  await ctx.signIn(page, minuteTaker.signInName, minuteTaker.password);
  await page.goto(`${server.url}${items[0]}`);
  return page;
}

// By keyboard and without script: the banner says the new place, and a fresh load shows the same order.
async function inOrder(story) {
  const { ctx, server, meeting } = story;
  const page = await ctx.newPage({ javascript: false });
  await ctx.signIn(page, minuteTaker.signInName, minuteTaker.password);
  await page.goto(`${server.url}${meeting}`);
  const order = () => page.locator("main table").first().locator("tbody tr td:nth-of-type(1)").allInnerTexts();
  const before = await order();
  ctx.expect.equal(before.length, 2, "cases on the agenda");
  await page.getByRole("button", { name: /^Up/ }).first().focus();
  await going(page, () => page.keyboard.press("Enter"));
  const short = before[1].trim().split(/\s/)[0];
  await ctx.expect.text(page, ".govuk-notification-banner", `${short}`);
  await ctx.expect.text(page, ".govuk-notification-banner", "is now number 1 of 2");
  ctx.expect.equal((await order()).join(), [before[1], before[0]].join(), "the order after the button");
  await page.goto(`${server.url}${meeting}`);
  ctx.expect.equal((await order()).join(), [before[1], before[0]].join(), "the order after another load");
  await going(page, () => page.getByRole("button", { name: /^Down/ }).first().click());
  ctx.expect.equal((await order()).join(), before.join(), "the order after putting it back");
  await ctx.leave(page);
}

async function inSight(story) {
  const { ctx } = story;
  const page = await open(story, { width: 819, height: 614 });
  for (const what of ['textarea[name="risks"]', "[data-clock]", "[data-live-next]"]) {
    await page.locator(what).waitFor();
    // Asked in one go: the parts of the page are put in anew when something changes.
    const box = await page.evaluate((one) => { const { x, y, width, height } = document.querySelector(one).getBoundingClientRect(); return { x, y, width, height }; }, what);
    ctx.expect.ok(box.y >= 0 && box.y + box.height <= 614 && box.x + box.width <= 819, `${what} is in sight: ${JSON.stringify(box)}`);
  }
  await ctx.screenshot(page, "live-819");
  await ctx.axe(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await ctx.noSidewaysScroll(page);
  const places = await page.evaluate(() => ["#live-agenda", "#minutes", "#plan", ".hw-live__facts"].map((one) => document.querySelector(one).getBoundingClientRect().top));
  ctx.expect.ok(places.every((top, place) => place === 0 || top > places[place - 1]), `agenda, minutes, plan and case stand below one another: ${places}`);
  await ctx.axe(page);
  await ctx.screenshot(page, "live-320");
  ctx.noComplaints(page);
  await ctx.leave(page);
}

async function letters(story) {
  const { ctx, items } = story;
  const page = await open(story);
  const here = () => new URL(page.url()).pathname;
  await page.locator('textarea[name="risks"]').focus();
  await page.keyboard.type("napr?");
  ctx.expect.equal(await page.inputValue('textarea[name="risks"]'), "napr?", "what the box holds");
  ctx.expect.equal(here(), items[0], "the page is still this case");
  await page.fill('textarea[name="risks"]', "");
  await page.locator(".hw-live__keys summary").click();
  await page.getByRole("button", { name: "Switch the keys off" }).click();
  await page.locator("#main-content").focus();
  await page.keyboard.press("n");
  await page.waitForTimeout(300);
  ctx.expect.equal(here(), items[0], "with the keys off, n goes nowhere");
  await page.getByRole("button", { name: "Switch the keys on" }).click();
  await page.locator("#main-content").focus();
  await page.keyboard.press("t");
  await page.locator("[data-live-state]", { hasText: "minutes" }).waitFor();
  await page.keyboard.press("n");
  await page.waitForURL((url) => url.pathname === items[1]);
  await page.locator("#main-content").focus();
  await page.keyboard.press("p");
  await page.waitForURL((url) => url.pathname === items[0]);
  await ctx.leave(page);
}

// What has the focus stands whole in the window and not under the bar.
async function notHidden(ctx, page) {
  const told = await page.evaluate(() => {
    const one = document.activeElement;
    const [box, bar] = [one.getBoundingClientRect(), document.querySelector(".hw-live__bar").getBoundingClientRect()];
    const inBar = one.closest(".hw-live__bar") !== null;
    return { what: one.outerHTML.slice(0, 90), hidden: !inBar && box.bottom <= bar.bottom && bar.top <= 0, out: box.bottom <= 0 || box.top >= innerHeight };
  });
  ctx.expect.ok(!told.hidden && !told.out, `what has the focus is in sight: ${JSON.stringify(told)}`);
}

async function tabTo(ctx, page, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate((one) => document.activeElement?.matches(one), selector)) return;
    await page.keyboard.press("Tab");
    await notHidden(ctx, page);
  }
  throw new Error(`80 presses of Tab did not reach ${selector}`);
}

async function byKeyboard(story) {
  const { ctx, items } = story;
  const page = await open(story, { height: 700 });
  await page.locator("#main-content").focus();
  await page.keyboard.press("r");
  await page.keyboard.type("He has a key\nHe follows her to work");
  for (const [number, what] of ["Change the locks today", "Walk with her to work"].entries()) {
    if (number === 0) await tabTo(ctx, page, 'textarea[name="what"]');
    await page.keyboard.type(what);
    await tabTo(ctx, page, 'select[name="agency"]');
    await page.keyboard.type("Hous");
    await tabTo(ctx, page, 'input[name="owner"]');
    await page.keyboard.type("Duty officer");
    await tabTo(ctx, page, 'input[name="due_in"]');
    await page.keyboard.press("Space");
    await tabTo(ctx, page, 'button[formaction$="/action"]:not(.govuk-visually-hidden)');
    await page.keyboard.press("Enter");
    await page.locator("#plan table", { hasText: what }).waitFor();
  }
  const plan = await words(page, "#plan");
  ctx.expect.ok(plan.includes("2 agreed actions"), `both actions can be read back: ${plan}`);
  await page.locator("#main-content").focus();
  await tabTo(ctx, page, "[data-live-next]");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === items[1]);
  await page.goto(`${story.server.url}${items[0]}`);
  ctx.expect.ok((await page.inputValue('textarea[name="risks"]')).startsWith("He has a key\nHe follows"), "the risks are kept");
  ctx.noComplaints(page);
  await ctx.leave(page);
}

async function conflict(story) {
  const { ctx, server, meeting, items } = story;
  const page = await ctx.newPage();
  await ctx.signIn(page, representatives[0].signInName, representatives[0].password);
  await page.goto(`${server.url}${meeting}/join`);
  await page.check('input[name="accepted"]');
  await page.getByRole("button", { name: "Join the meeting" }).click();
  await page.goto(`${server.url}${items[1]}/conflict`);
  await page.fill('input[name="why"]', "a relative");
  await page.getByRole("button", { name: "Record this conflict" }).click();
  await page.getByText("Your conflict is recorded").waitFor();
  const referral = items[1].split("/").at(-1);
  for (const path of [items[1], `${items[1]}/parts`, `/marac/${referral}`]) {
    const answer = await page.request.get(`${server.url}${path}`);
    ctx.expect.equal(answer.status(), 404, path);
  }
  await page.goto(`${server.url}${meeting}`);
  ctx.expect.ok(!(await page.content()).includes(referral), "the agenda does not know the case");
  await page.goto(`${server.url}/search`);
  if (await page.locator('main input[name="q"]').count()) {
    await write(page, { q: referral });
    await going(page, () => page.keyboard.press("Enter"));
    ctx.expect.equal(await page.locator(`main a[href*="${referral}"]`).count(), 0, "what the search finds of the case");
  }
  await ctx.leave(page);
}

async function withoutScript(story) {
  const { ctx, server, meeting, items } = story;
  const page = await ctx.newPage({ javascript: false });
  await ctx.signIn(page, minuteTaker.signInName, minuteTaker.password);
  await page.goto(`${server.url}${items[1]}`);
  await page.fill('textarea[name="risks"]', "He has her address");
  await page.fill('#minutes [name="what"]', "Call her on the safe number");
  await page.selectOption('select[name="agency"]', "refuge");
  await page.fill('#minutes [name="owner"]', "Her IDVA");
  await page.check('input[name="due_in"][value="2"]');
  await page.locator('button[formaction$="/action"]:not(.govuk-visually-hidden)').click();
  ctx.expect.ok((await words(page, "#plan")).includes("Call her on the safe number"), "the action is agreed");
  ctx.expect.equal(await page.inputValue('textarea[name="risks"]'), "He has her address", "the risks are kept with it");
  await page.locator("[data-live-next]").click();
  await page.waitForURL((url) => url.pathname === meeting);
  await page.goto(`${server.url}${meeting}/room`);
  ctx.expect.ok((await words(page)).includes("No case has the floor"), "the room's screen says where the meeting stands");
  await ctx.axe(page);
  await ctx.leave(page);
}
