// Writing that is not sent yet (MASH-4, MASH-5, SPOC-4, SPOC-5): a closed tab, a late save and a session
// that ran out lose nothing, with script on and off.

import { choose, follow, going, importFinished, press, upload, words, write } from "../lib/forms.mjs";
import { referredAndAsked } from "./whole-way/desk.mjs";
import { as, hire, picture } from "./whole-way/people.mjs";

export const name = "kept until it is sent";

// Two hundred words, as long as a discussion often is.
const long = Array.from({ length: 200 }, (_, place) => `word${place}`).join(" ");
const morning = "2026-03-25T09:00:00Z";
const afterwards = "2026-03-25T11:00:00Z";
const evening = "2026-03-25T17:00:00Z";

const sheet = [
  "Incident Ref,Date/Time Reported,Date/Time Occurred,HAU Received,Location,Postcode,DASH Level,DASH Score,DASH Form,Victim Surname,Victim Forename(s),Victim DOB,Victim Sex,Victim Phone,Suspect Surname,Suspect Forename(s),Suspect DOB,Suspect Sex,Relationship (suspect is victim's…),Children at address (name dob; …),Pregnant,Crime No,Flags,Consent to share,Attending Officer,Summary",
  "25/1/26,25/03/2026 07:10,25/03/2026 06:30,25/03/2026 08:00,\"17 Sample Row, Rugby\",CV21 9ZW,Medium,9,SafeLives DASH,Sorrel,Beatrix,03/11/1979,F,07700 900342,Brand,Stefan,21/01/1970,M,Ex-partner,Wren Sorrel 03/06/2019,N,,,Y,PC 1210,Invented for a test.",
].join("\r\n");

export async function run(ctx) {
  for (const javascript of [true, false]) {
    const server = await ctx.anotherServer({ demonstration: false, at: morning });
    await hire(server);
    const told = `script ${javascript ? "on" : "off"}`;
    const story = { ctx, server, javascript, step: (what, act) => ctx.step(`${what} (${told})`, act) };
    await story.step("a referral waits for its triage and for an answer", () => referred(story));
    await story.step("the tab is closed, and the text is offered back with its time (MASH-4)", () => offered(story));
    await story.step("discarding takes a second step (MASH-4)", () => discarded(story));
    await story.step("a save that comes after the form was sent brings nothing back (MASH-5)", () => late(story));
    await story.step("no outcome without a rationale, and no strategy meeting without its statutory basis (MASH-3)", () => defended(story));
    await story.step("rating and level are told apart without colour (MASH-2)", () => withoutColour(story));
    await story.step("an answer can be written at 320 px and at 400 % (SPOC-4)", () => narrow(story));
    await story.step("what is sent after the session ran out is there after signing in (SPOC-5)", () => ranOut(story));
  }
}

async function referred(story) {
  const { server } = story;
  await as(story, "officer", async (page) => {
    await upload(page, server.url, "kept.csv", sheet);
    await press(page, "Start the import of 1 row");
    await importFinished(page, page.url().split("?")[0]);
  });
  story.referral = await referredAndAsked(story, "25/1/26");
}

const triage = (story) => `${story.server.url}/referrals/${story.referral}/triage`;

// Writes into the triage form and has it kept: by itself with script, by the button without.
async function keep(story, page, text) {
  await write(page, { discussion: text });
  if (story.javascript) {
    await page.locator("[data-kept]", { hasText: "Kept at" }).waitFor();
  } else {
    await press(page, "Save for now");
    story.ctx.expect.ok((await words(page)).includes("It is not sent yet."), "the page says that it is kept and not sent");
  }
}

async function offered(story) {
  const { ctx } = story;
  await as(story, "worker", async (page) => {
    await page.goto(triage(story));
    await keep(story, page, long);
    await picture(story, page, "kept-writing");
  });
  await as(story, "worker", async (page) => {
    await page.goto(story.server.url);
    ctx.expect.ok((await words(page)).includes("Not sent yet Triage discussion"), "the first page says what is not sent");
    await follow(page, "kept on");
    ctx.expect.ok((await words(page)).includes("word199"), "what was written can be read by itself");
    await ctx.axe(page);
    await picture(story, page, "kept-draft");
    await page.goto(triage(story));
    const said = await words(page);
    ctx.expect.ok(/It was kept on 25 March 2026, 9:\d\dam/.test(said), `the page says when it was kept: ${said.slice(0, 900)}`);
    ctx.expect.equal(await page.locator('[name="discussion"]').inputValue(), "", "the box before the text is put back");
    await ctx.axe(page);
    await picture(story, page, "kept-offered");
    await follow(page, "Put it back into the form");
    ctx.expect.equal(await page.locator('[name="discussion"]').inputValue(), long, "the text that is put back");
    await ctx.axe(page);
  });
}

async function discarded(story) {
  const { ctx } = story;
  await as(story, "worker", async (page) => {
    await page.goto(triage(story));
    await follow(page, "discard it");
    ctx.expect.ok((await words(page)).includes("cannot be brought back"), "the page asks once more");
    await ctx.axe(page);
    await picture(story, page, "kept-discard");
    const asked = page.url();
    await follow(page, "Keep it and go back to the form");
    ctx.expect.equal(await page.locator('[name="discussion"]').inputValue(), long, "the text after thinking better of it");
    await page.goto(asked);
    await press(page, "Discard what I wrote");
    ctx.expect.ok(!(await words(page)).includes("did not send it"), "nothing is offered any more");
    ctx.expect.equal(await page.locator('[name="discussion"]').inputValue(), "", "the box after discarding");
  });
}

async function late(story) {
  const { ctx, server } = story;
  await as(story, "worker", async (page) => {
    await page.goto(triage(story));
    await keep(story, page, "The first words.");
    const form = page.locator("form", { has: page.locator('[name="discussion"]') });
    const address = await form.locator('button[formaction^="/drafts/"]').getAttribute("formaction");
    const agencies = page.locator('input[name="agencies"]');
    for (let place = 0; place < (await agencies.count()); place += 1) await agencies.nth(place).check();
    await write(page, { discussion: long, without: "The answers are asked for and the child cannot wait." });
    await press(page, "Record the discussion");
    const done = await words(page);
    ctx.expect.ok(done.includes("The triage discussion is recorded"), `it is sent: ${done.slice(0, 600)}`);
    // The save that was on its way: the same request as the page's own, sent once the form was taken.
    const answer = await page.request.post(`${server.url}${address}`, {
      headers: { accept: "application/json", "sec-fetch-site": "same-origin" },
      form: { "kept-form": `/referrals/${story.referral}/triage`, "kept-page": `/referrals/${story.referral}/triage`, discussion: "The first words." },
    });
    ctx.expect.equal((await answer.json()).closed, true, "the late save is told that the form was sent");
    await page.goto(triage(story));
    ctx.expect.ok(!(await words(page)).includes("did not send it"), "nothing is brought back");
    await page.goto(server.url);
    ctx.expect.ok(!(await words(page)).includes("Not sent yet"), "the first page has nothing that is not sent");
  });
}

async function defended(story) {
  const { ctx, server } = story;
  await as(story, "worker", async (page) => {
    await page.goto(`${server.url}/referrals/${story.referral}/outcome`);
    await choose(page, "outcomes", "strategy_discussion");
    await press(page, "Propose this outcome");
    await ctx.expect.text(page, ".govuk-error-summary", "rationale");
    await write(page, { rationale: "Two agencies hold the same worry." });
    await press(page, "Propose this outcome");
    await ctx.expect.text(page, ".govuk-error-summary", "tatutory");
    ctx.expect.equal(await page.locator('[name="rationale"]').inputValue(), "Two agencies hold the same worry.", "what was typed is still there");
    await write(page, { legal_basis: "Children Act 1989, section 47" });
    await press(page, "Propose this outcome");
    const said = await words(page);
    ctx.expect.ok(said.includes("waits for the manager") && said.includes("Pat Worker"), `it is proposed, and by whom: ${said.slice(0, 700)}`);
  });
}

// Forced colours drop every background, and paper may have no colour at all: what is left must still say it.
async function withoutColour(story) {
  const { ctx, server } = story;
  const page = await ctx.newPage({ javascript: story.javascript, forcedColors: "active" });
  await ctx.signIn(page, "ines.manager", "velvet-orchard-lantern-58");
  await page.goto(`${server.url}/referrals/${story.referral}`);
  const marks = async () => {
    const rating = page.locator(".hw-rag").first();
    const level = page.locator(".hw-risk").first();
    ctx.expect.ok((await rating.innerText()).includes("Amber"), "the rating in words");
    ctx.expect.ok((await level.innerText()).includes("Medium"), "the level in words");
    for (const mark of [rating, level]) {
      const colours = await mark.evaluate((one) => [one, ...one.querySelectorAll("*")].map((part) => getComputedStyle(part)).map((style) => [style.color, style.backgroundColor]));
      ctx.expect.ok(colours.every(([front, back]) => front !== back), `no words in the colour of their ground: ${JSON.stringify(colours)}`);
    }
  };
  await marks();
  await picture(story, page, "forced-colours");
  await page.emulateMedia({ media: "print", forcedColors: "none" });
  await marks();
  await page.emulateMedia({ media: "screen" });
  await ctx.leave(page);
}

async function narrow(story) {
  const { ctx, server } = story;
  await as(story, "health", async (page) => {
    await page.goto(`${server.url}/requests`);
    story.request = await page.locator('main table a[href^="/requests/"]').first().getAttribute("href");
    // 1280 px at 400 % are 320 px of the page's own, and 256 px in height.
    for (const size of [{ width: 320, height: 640 }, { width: 320, height: 256 }]) {
      await page.setViewportSize(size);
      await page.goto(`${server.url}${story.request}`);
      await ctx.noSidewaysScroll(page);
      await ctx.axe(page);
      await write(page, { summary: "Seen twice for bruises." });
      const send = page.getByRole("button", { name: "Send the answer" });
      await send.scrollIntoViewIfNeeded();
      ctx.expect.ok(await send.isVisible(), "the answer can be sent");
      await ctx.noSidewaysScroll(page);
    }
  });
}

// By sending the form, and by the button that keeps it.
async function ranOut(story) {
  await late200(story, "Send the answer", afterwards);
  await late200(story, "Save for now", evening);
}

async function late200(story, button, when) {
  const { ctx, server } = story;
  const page = await ctx.newPage({ javascript: story.javascript });
  const words200 = `${button}: known since 2024. ${long}`;
  await ctx.signIn(page, "sam.health", "velvet-orchard-lantern-58");
  await page.goto(`${server.url}${story.request}`);
  // Typed while the service cannot keep it: what counts is what is sent too late.
  await server.restart({ at: when, sameAddress: true });
  await write(page, { summary: words200 });
  await going(page, () => page.getByRole("button", { name: button }).click());
  ctx.expect.path(page, "/sign-in");
  ctx.expect.ok((await words(page)).includes("What you wrote is kept for you"), "the sign-in page says that nothing is lost");
  await ctx.axe(page);
  await picture(story, page, "kept-signed-out");
  await write(page, { name: "sam.health", password: "velvet-orchard-lantern-58" });
  await press(page, "Sign in");
  ctx.expect.path(page, story.request);
  ctx.expect.equal(await page.locator('[name="summary"]').inputValue(), words200, "the answer after signing in again");
  await ctx.leave(page);
}
