// A meeting day with eight browsers at once: one takes the minutes, one chairs, six speak for
// their agencies, and eleven agencies are there. The network is cut twice and the server is killed
// once while people write. What the minutes hold at the end is compared with this script's own
// record: no word and no action is lost or doubled. Five pairs are heard; with --full it is a whole
// day of 19 (./dev meeting-day).

import { Cuttable } from "../lib/cuttable.mjs";
import { chair, minuteTaker, representatives } from "./live/people.mjs";
import { prepare } from "./live/prepare.mjs";

export const name = "a meeting day with eight browsers";

const full = process.env.HAWTHORN_MEETING_DAY === "full";
const pairs = full ? 19 : 5;
// What goes wrong while which case is heard, counted from 0.
const faults = full ? { 4: "cut", 9: "kill", 14: "cut" } : { 1: "cut", 2: "kill", 3: "cut" };
const agencies = 11;
// The browsers' own clocks are wrong by these many minutes (MAR-4).
const wrong = [0, 5, -5, 0, 5, -5, 0, 5];
const limit = 45_000;

export async function run(ctx) {
  const server = await ctx.server({ demonstration: false });
  const day = { ctx, server, record: [], seen: { words: [], actions: [] }, spread: [] };
  try {
    await ctx.step(`${pairs} pairs are on the agenda and the meeting is open`, async () => {
      Object.assign(day, await prepare(ctx, server, pairs));
      ctx.expect.equal(day.items.length, pairs, "cases on the agenda");
    });
    day.way = await Cuttable.before(() => server.url);
    await ctx.step("eight people join, each with a browser whose clock is set as they please", () => join(day));
    for (let place = 0; place < pairs; place += 1) {
      const fault = faults[place];
      const told = fault === "kill" ? ", and the server is killed meanwhile" : fault ? ", and the network drops meanwhile" : "";
      await ctx.step(`case ${place + 1} is heard${told}`, () => hear(day, place, fault));
    }
    await ctx.step("the minutes hold every word and every action once", () => compare(day));
    await ctx.step("others saw a change in under 2 seconds at the median, and the clocks agreed to 1 second", async () => figures(day));
    await ctx.step("nothing of the meeting stays in the browsers", () => nothingKept(day));
  } finally {
    await day.way?.end();
  }
}

async function join(day) {
  const { ctx, server, way, meeting } = day;
  day.seats = [];
  for (const [place, account] of [minuteTaker, chair, ...representatives].entries()) {
    const page = await ctx.newPage({ width: 1280, height: 800 });
    const minutes = wrong[place];
    await page.addInitScript((ms) => {
      const RealDate = Date;
      globalThis.Date = class extends RealDate { constructor(...args) { super(...(args.length === 0 ? [RealDate.now() + ms] : args)); } static now() { return RealDate.now() + ms; } };
    }, minutes * 60_000);
    await ctx.signIn(page, account.signInName, account.password);
    if (account !== minuteTaker) {
      await page.goto(`${way.url}${meeting}/join`);
      if (await page.locator('input[name="accepted"]').count()) {
        await page.check('input[name="accepted"]');
        await page.getByRole("button", { name: "Join the meeting" }).click();
      }
    }
    await page.goto(`${way.url}${meeting}/live`);
    day.seats.push({ page, account });
  }
  ctx.expect.ok(server.url !== way.url, "the browsers go by the way that can be cut");
}

const at = (page) => new URL(page.url()).pathname;

// Writes at the end of a box, as somebody does who types.
async function type(page, box, line) {
  const area = page.locator(`textarea[name="${box}"]`);
  await area.focus();
  await page.keyboard.press("Control+End");
  if ((await area.inputValue()) !== "") await page.keyboard.press("Enter");
  await page.keyboard.type(line, { delay: 12 });
}

// Fills a form in, and gives what presses its button.
async function fillIn(page, form, fields, button) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`${form} [name="${name}"]:not([type="hidden"])`);
    if (name === "agency") await field.selectOption(value);
    else if (name === "due_in") await page.locator(`${form} input[name="due_in"][value="${value}"]`).check();
    else await field.fill(value);
  }
  return () => page.locator(`${form} button:not(.govuk-visually-hidden)`, { hasText: button }).click();
}

async function act(page, form, fields, button) {
  await (await fillIn(page, form, fields, button))();
}

// How long until a page shows these words in its plan, or in the minutes: in the box of whoever
// writes them, and in the notes of whoever follows.
async function seenAfter(page, began, words) {
  const there = (text) => {
    const parts = [...document.querySelectorAll("#plan, #live-notes")].map((part) => part.textContent);
    const boxes = [...document.querySelectorAll("textarea[data-box]")].map((box) => box.value);
    return [...parts, ...boxes].some((one) => one.includes(text));
  };
  await page.waitForFunction(there, words, { timeout: limit });
  return performance.now() - began;
}

// The network drops while people write, or the server is killed with it, and they write on while
// nothing passes: `writing` is under way, `meanwhile` begins when everything is down.
async function trouble(day, fault, writing, meanwhile) {
  const { way, server } = day;
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  way.cut();
  const back = fault === "kill" ? server.kill().then(() => server.serve()) : new Promise((resolve) => { setTimeout(resolve, 2500); });
  await writing;
  await Promise.all([meanwhile(), back]);
  way.mend();
}

async function hear(day, place, fault) {
  const { ctx, seats, items } = day;
  const item = items[place];
  const [minutes, leader, ...others] = seats.map((seat) => seat.page);
  await Promise.all(seats.map(({ page }) => page.waitForURL((url) => url.pathname === item, { timeout: limit })));
  const mark = (who, what) => `${who}${place + 1}${what}`;
  const closing = mark("c", "said at last");
  const record = { item, risks: [mark("m", "risk"), mark("c", "risk")], discussion: [mark("m", "said one"), mark("m", "said two"), mark("c", "said three"), closing], actions: [] };
  const own = mark("m", "action");
  const offers = others.slice(0, 1 + (place % others.length)).map((page, number) => ({ page, what: mark(`r${number}`, "offer") }));

  const writing = async () => {
    await type(minutes, "risks", record.risks[0]);
    await type(minutes, "discussion", record.discussion[0]);
    await type(minutes, "discussion", record.discussion[1]);
  };
  const leading = async () => {
    await type(leader, "risks", record.risks[1]);
    await type(leader, "discussion", record.discussion[2]);
  };
  const offering = ({ page, what }) => act(page, "#offer", { what, owner: "Duty worker", due_in: "7" }, "Offer this action");
  const first = Promise.all([writing(), leading(), ...offers.map(offering)]);
  if (fault) {
    const cutOff = { lines: [mark("m", "cut off"), mark("c", "cut off")], action: mark("m", "agreed cut off") };
    await trouble(day, fault, first, async () => {
      await Promise.all([type(minutes, "discussion", cutOff.lines[0]), type(leader, "discussion", cutOff.lines[1])]);
      await act(minutes, "#minutes", { what: cutOff.action, owner: "Duty officer", agency: "police", due_in: "2" }, "Agree this action");
    });
    record.discussion.push(...cutOff.lines);
    record.actions.push(cutOff.action);
  }
  await first;

  // From the last key, and from pressing the button, to everybody else's screen.
  await type(leader, "discussion", closing);
  const typed = performance.now();
  const heard = await Promise.all([minutes, ...others].map((page) => seenAfter(page, typed, closing)));
  const agree = await fillIn(minutes, "#minutes", { what: own, owner: "Duty officer", agency: "police", due_in: "2" }, "Agree this action");
  const began = performance.now();
  await agree();
  const times = await Promise.all([leader, ...others].map((page) => seenAfter(page, began, own)));
  day.seen.words.push(...heard);
  day.seen.actions.push(...times);
  for (const { what } of offers) {
    const offer = minutes.locator("#plan .govuk-inset-text", { hasText: what });
    await offer.waitFor({ timeout: limit });
    await offer.getByRole("button", { name: /^Agree/ }).click();
    await minutes.locator("#plan table", { hasText: what }).waitFor({ timeout: limit });
  }
  record.actions.push(own, ...offers.map(({ what }) => what));
  day.spread.push(await clocks(seats));
  // Everybody has what everybody wrote before the case ends.
  for (const page of [minutes, leader]) {
    await page.waitForFunction((words) => words.every((one) => [...document.querySelectorAll("textarea[data-box]")].some((box) => box.value.includes(one))), [...record.risks, ...record.discussion], { timeout: limit });
  }
  if (place === 0) await ctx.screenshot(minutes, "live-1280");
  if (place === 0) await ctx.screenshot(others[1], "live-representative-1280");
  day.record.push(record);
  const last = place === items.length - 1;
  await minutes.locator("[data-live-next]").click();
  await minutes.waitForURL((url) => (last ? url.pathname === day.meeting : url.pathname === items[place + 1]), { timeout: limit });
  if (!last) ctx.expect.equal(at(minutes), items[place + 1], "the minute-taker is led to the next case");
}

// How far apart the clocks of all browsers are, in seconds. A clock shows whole seconds, so each is
// read at the moment at which it goes on to the next. A browser that has no turn on a busy machine
// is late at that moment, so each is read at three, and the soonest counts.
async function clocks(seats) {
  const shown = await Promise.all(seats.map(({ page }) => page.evaluate(() => new Promise((resolve) => {
    const text = () => document.querySelector("[data-clock]").textContent;
    let before = text();
    const ahead = [];
    const look = () => {
      if (text() !== before) {
        before = text();
        const [minutes, seconds] = before.split(":").map(Number);
        ahead.push(minutes * 60 + seconds - (performance.timeOrigin + performance.now()) / 1000);
      }
      if (ahead.length < 3) setTimeout(look, 10);
      else resolve(Math.max(...ahead));
    };
    look();
  }))));
  return Math.max(...shown) - Math.min(...shown);
}

async function compare(day) {
  const { ctx, server, meeting, record, seats } = day;
  const page = await ctx.newPage();
  await ctx.signIn(page, minuteTaker.signInName, minuteTaker.password);
  await page.goto(`${server.url}${meeting}`);
  await page.getByRole("button", { name: "Close the meeting" }).click();
  await page.waitForURL(/done=closed/);
  const times = (text, words) => text.split(words).length - 1;
  const compared = { words: 0, actions: 0 };
  for (const { item, risks, discussion, actions } of record) {
    await page.goto(`${server.url}${item}`);
    const notes = await page.locator("#live-notes").innerText();
    const plan = await page.locator("#plan").innerText();
    for (const words of [...risks, ...discussion]) ctx.expect.equal(times(notes, words), 1, `how often the minutes of ${item} hold "${words}": ${notes}`);
    for (const what of actions) ctx.expect.equal(times(plan, what), 1, `how often the plan of ${item} holds "${what}": ${plan}`);
    ctx.expect.ok(plan.includes(`${actions.length} agreed action`), `the plan of ${item} holds ${actions.length}: ${plan}`);
    compared.words += risks.length + discussion.length;
    compared.actions += actions.length;
  }
  ctx.note(`compared with the script's own record: ${compared.words} lines typed and ${compared.actions} actions of ${record.length} cases, each there once`);
  await page.goto(`${server.url}${meeting}/attendance`);
  const there = await page.locator("main").innerText();
  for (const { account } of seats) ctx.expect.equal(times(there, account.name), 1, `how often ${account.name} stands on the attendance: ${there}`);
  ctx.expect.ok(there.includes("in the chair"), "the attendance says who chaired");
  const present = await page.locator("main tbody tr").evaluateAll((rows) => rows.map((row) => row.cells[1].innerText));
  ctx.expect.equal(new Set(present).size, agencies, `agencies on the attendance: ${[...new Set(present)].join(", ")}`);
  await ctx.leave(page);
}

function figures(day) {
  const { ctx, seen, spread } = day;
  for (const [what, times] of Object.entries(seen)) {
    const sorted = [...times].sort((one, other) => one - other);
    const median = sorted[Math.floor(sorted.length / 2)];
    const seconds = (ms) => (ms / 1000).toFixed(2);
    ctx.note(`${what} seen on other screens ${sorted.length} times: median ${seconds(median)} s, slowest ${seconds(sorted.at(-1))} s`);
    ctx.expect.ok(median < 2000, `the median for ${what} is ${Math.round(median)} ms`);
  }
  const widest = Math.max(...spread);
  ctx.note(`the clocks of ${day.seats.length} browsers, some set wrong, were read ${spread.length} times and at most ${widest.toFixed(2)} s apart`);
  ctx.expect.ok(widest <= 1, `the clocks were ${widest.toFixed(2)} s apart`);
}

async function nothingKept(day) {
  for (const { page, account } of day.seats) {
    await page.waitForURL((url) => url.pathname === day.meeting, { timeout: limit });
    const kept = await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("hawthorn-live")));
    day.ctx.expect.equal(kept.length, 0, `what the browser of ${account.name} still holds: ${kept.join(", ")}`);
  }
}
