// Two records are joined from the import queue; a week and forty events later a supervisor parts
// them, and at each step everybody's pages are right (R68).

import { beside, choose, follow, identifier, importFinished, press, upload, words, write } from "../lib/forms.mjs";
import * as sheets from "./parted/sheets.mjs";
import * as desk from "./whole-way/desk.mjs";
import { as, hire, on, picture } from "./whole-way/people.mjs";

export const name = "two records are joined and parted again";

const first = { reference: "23/50101/26", name: "Katarzyna Ellwood" };
const second = { reference: "23/50102/26", name: "Kasia Elwood" };

export async function run(ctx) {
  for (const javascript of [true, false]) {
    const server = await ctx.anotherServer({ demonstration: false, at: "2026-03-03T09:00:00Z" });
    await hire(server);
    const told = `script ${javascript ? "on" : "off"}`;
    const story = { ctx, server, javascript, step: (what, act) => ctx.step(`${what} (${told})`, act) };
    await joined(story);
    await fortyEvents(story);
    await parted(story);
  }
}

async function bring(story, page, file, content, rows) {
  await upload(page, story.server.url, file, content);
  await press(page, `Start the import of ${rows} ${rows === 1 ? "row" : "rows"}`);
  const address = page.url().split("?")[0];
  await importFinished(page, address);
  story.ctx.expect.equal(await beside(page, "Made into incidents"), String(rows), "incidents made, on the receipt");
}

async function joined(story) {
  const { ctx } = story;
  await story.step("two sheets come in, and the receipt of the second names somebody who may be known", () => as(story, "officer", async (page) => {
    await bring(story, page, "monday.csv", sheets.first, 1);
    await bring(story, page, "tuesday.csv", sheets.second, 1);
    await ctx.expect.text(page, "main", "People who may be known already");
    await follow(page, "Compare possible duplicates");
  }));
  await story.step("the officer compares the two, is told how much each reason counts, and says that they are one", () => as(story, "officer", async (page) => {
    await page.goto(`${story.server.url}/people/review`);
    await follow(page, /^Compare/);
    story.pair = page.url();
    const said = await words(page);
    for (const part of ["How much it counts", "Clearly for", first.reference, second.reference]) ctx.expect.ok(said.includes(part), `the comparison says “${part}”: ${said}`);
    ctx.expect.ok(!said.includes("What each reason weighs"), "the numbers are for supervisors");
    [story.second, story.first] = await page.locator('main table a[href^="/people/P-"]').evaluateAll((links) => links.map((link) => link.textContent.trim()));
    await choose(page, "answer", "same");
    await write(page, { note: "Same day of birth and the same telephone." });
    await press(page, "Save your answer");
    await ctx.expect.text(page, "body", "The two records now stand in one history");
  }));
  await story.step("everybody sees one history of both, whoever looks and wherever", async () => {
    for (const who of ["officer", "worker"]) await as(story, who, (page) => together(story, page, who));
  });
}

async function records(story, page, person) {
  await page.goto(`${story.server.url}/people/${person}`);
  return words(page);
}

async function together(story, page, who) {
  const { ctx } = story;
  for (const [person, other] of [[story.first, second], [story.second, first]]) {
    const said = await records(story, page, person);
    for (const part of ["Also recorded as", other.name, first.reference, second.reference]) ctx.expect.ok(said.includes(part), `${who} reads “${part}” on ${person}: ${said}`);
  }
  await told(story, page, who, [first.reference, second.reference]);
  await found(story, page);
  await page.goto(`${story.server.url}/people/${story.second}`);
  await follow(page, second.reference, page.locator("main table"));
  story.incident = identifier(page, "/incidents/");
  await ctx.expect.text(page, "main", first.reference);
}

// The story of the first record: over time, and who belongs to her, each a picture with its list.
async function told(story, page, who, references, others = []) {
  const { ctx } = story;
  await page.goto(`${story.server.url}/people/${story.first}/timeline`);
  const said = await words(page);
  for (const reference of references) ctx.expect.ok(said.includes(reference), `${who} reads ${reference} in the story: ${said}`);
  for (const reference of others) ctx.expect.ok(!said.includes(reference), `${who} reads ${reference} in the story of another`);
  await ctx.expect.count(page, "svg.hw-picture__svg", 1);
  await ctx.axe(page);
  await picture(story, page, `story-${who}`);
  await page.goto(`${story.server.url}/people/${story.first}/links`);
  await ctx.expect.count(page, "svg.hw-links", 1);
  await ctx.axe(page);
  await picture(story, page, `links-${who}`);
  await follow(page, "What lies between the two");
  await ctx.expect.text(page, "main", "Reports with both");
  await ctx.axe(page);
}

// Both records come up in a search, joined or not: they stay two records.
async function found(story, page) {
  const { ctx } = story;
  await page.goto(`${story.server.url}/search`);
  await write(page, { q: "Kasia Elwood 02/11/1976" });
  await press(page, "Search", page.locator("main"));
  for (const person of [story.first, story.second]) await ctx.expect.count(page, `main a[href="/people/${person}"]`, 1);
}

async function fortyEvents(story) {
  const { ctx } = story;
  await on(story, "2026-03-06T09:00:00Z");
  await story.step("thirty-six more reports come in, one of them of the first woman again", () => as(story, "officer", async (page) => {
    await bring(story, page, "friday.csv", sheets.more, 36);
    const said = await records(story, page, story.first);
    ctx.expect.ok(said.includes("may be this person"), "the third report is proposed, not joined");
    ctx.expect.ok(!said.includes("23/50103/26"), "nobody joined it");
  }));
  await story.step("each record gets a safe-contact card of its own", () => as(story, "worker", async (page) => {
    for (const [person, when] of [[story.first, "Mondays at noon"], [story.second, "Thursdays at two"]]) {
      await page.goto(`${story.server.url}/people/${person}/contact`);
      await page.getByText("Write down what is said now").first().click();
      await page.getByLabel("When is it safe?").fill(when);
      await choose(page, "whose", "person");
      await press(page, "Keep this card");
    }
  }));
  await story.step("the second incident is decided on the history of both, and the first after it", () => as(story, "officer", async (page) => {
    for (const [number, reference] of [first.reference, second.reference].entries()) {
      await desk.takeNext(story, page, reference);
      const said = await words(page);
      ctx.expect.ok(number === 0 || said.includes(first.reference), "the earlier report stands in the history");
      await desk.sixChecks(story, page, "Read with both reports.");
      await desk.decide(story, page, "close", "Both reports read; no further risk found.");
    }
    await page.goto(`${story.server.url}/incidents?queue=done`);
    const done = await words(page);
    for (const { reference } of [first, second]) ctx.expect.ok(done.includes(reference), `${reference} was decided today: ${done.slice(0, 600)}`);
  }));
}

async function parted(story) {
  const { ctx } = story;
  await on(story, "2026-03-13T10:00:00Z");
  await story.step("a week later a supervisor goes from the record to the answer and sees what each reason weighs", () => as(story, "supervisor", async (page) => {
    await page.goto(`${story.server.url}/people/${story.first}`);
    await follow(page, "Look at this answer again");
    ctx.expect.equal(page.url().split("?")[0].split("/").at(-1), story.pair.split("/").at(-1), "the pair that was answered");
    const said = await words(page);
    for (const part of ["The same person, said Robin Desk", "How the fit comes about", "All together", " in 1,000"]) ctx.expect.ok(said.includes(part), `the page says “${part}”: ${said}`);
    await ctx.expect.count(page, "svg.hw-waterfall", 1);
    await ctx.axe(page);
    await picture(story, page, "weights");
  }));
  await story.step("the supervisor says why they are two, and each decision to look at again is named", () => as(story, "supervisor", async (page) => {
    await page.goto(story.pair.replace(/^http:\/\/[^/]+/, story.server.url));
    await choose(page, "answer", "different");
    await press(page, "Save your answer");
    await ctx.expect.text(page, "main", "Say why the answer changes");
    await choose(page, "answer", "different");
    await write(page, { note: "Sisters-in-law: both were at the station together." });
    await press(page, "Save your answer");
    await ctx.expect.text(page, "body", "The two records stay apart");
    await page.goto(story.pair.replace(/^http:\/\/[^/]+/, story.server.url));
    const said = await words(page);
    ctx.expect.ok(said.includes("Different people, said Dale Supervisor"), `who said so last: ${said}`);
    ctx.expect.ok(said.includes(`Look at each again: its checks keep what was found then. ${first.reference} ${second.reference}`), `what was decided on both: ${said}`);
    await ctx.axe(page);
  }));
  await story.step("everybody's pages are as if they had never been joined", async () => {
    for (const who of ["officer", "worker", "supervisor"]) await as(story, who, (page) => apart(story, page, who));
  });
  await story.step("the third report still waits to be compared with both", () => as(story, "supervisor", async (page) => {
    await page.goto(`${story.server.url}/people/review`);
    const waits = await words(page);
    for (const person of [first, second]) ctx.expect.ok(waits.includes(person.name), `${person.name} waits: ${waits}`);
  }));
}

async function apart(story, page, who) {
  const { ctx } = story;
  const own = [
    [story.first, first.reference, second.reference, "Mondays at noon", "Thursdays at two"],
    [story.second, second.reference, first.reference, "Thursdays at two", "Mondays at noon"],
  ];
  for (const [person, mine, others, card, othersCard] of own) {
    const said = await records(story, page, person);
    for (const part of [mine, card]) ctx.expect.ok(said.includes(part), `${who} reads “${part}” on ${person}: ${said}`);
    for (const part of ["Also recorded as", others, othersCard]) ctx.expect.ok(!said.includes(part), `${who} reads no “${part}” on ${person}: ${said}`);
  }
  await told(story, page, who, [first.reference], [second.reference]);
  await found(story, page);
  await page.goto(`${story.server.url}/incidents/${story.incident}`);
  await ctx.expect.text(page, "main", "No other incident of these people is on record.");
}
