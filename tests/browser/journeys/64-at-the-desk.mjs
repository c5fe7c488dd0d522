// What must hold at the screening desk and for a contact who answers (HAU-1, HAU-2, HAU-5, HAU-6,
// HAU-8, MASH-1, SPOC-1): few keys, few pages, two people at one desk, paper.

import { choose, follow, going, identifier, press, words, write } from "../lib/forms.mjs";
import * as desk from "./whole-way/desk.mjs";
import { as, hire, picture, staff } from "./whole-way/people.mjs";

export const name = "at the desk";

const password = "velvet-orchard-lantern-58";
const colleague = { signInName: "billie.desk", name: "Billie Desk", agency: "police", roles: ["police_support_officer"] };

const headings = [
  "Incident Ref", "Date/Time Reported", "Date/Time Occurred", "HAU Received", "Location", "Postcode", "DASH Level", "DASH Score",
  "DASH Form", "Victim Surname", "Victim Forename(s)", "Victim DOB", "Victim Sex", "Victim Phone", "Suspect Surname",
  "Suspect Forename(s)", "Suspect DOB", "Suspect Sex", "Relationship (suspect is victim's…)", "Children at address (name dob; …)",
  "Pregnant", "Crime No", "Flags", "Consent to share", "Attending Officer", "Summary",
];
// Nobody of one row is like anybody of another, so that nothing looks known.
const people = { 1: ["Nia", "14/05/1988", "Owen", "02/09/1985"], 2: ["Beatrix", "03/11/1979", "Stefan", "21/01/1970"], 3: ["Yolanda", "29/07/1996", "Magnus", "17/12/1990"], 4: ["Farida", "08/02/1983", "Kwame", "11/06/1981"] };
const row = (reference, level, score, victim, other, children = "") => {
  const number = reference.split("/")[1];
  const [hers, born, his, hisBorn] = people[number];
  return [
    reference, "25/03/2026 07:10", "25/03/2026 06:30", "25/03/2026 08:00", `${number}7 Sample Row, Rugby`, `CV2${number} 9Z${"WXYZ"[number - 1]}`, level, score,
    "SafeLives DASH", victim, hers, born, "F", `07700 90034${number}`, other, his, hisBorn, "M", "Ex-partner",
    children, "N", "", "", "Y", "PC 1210", "Calls after the separation; nobody was hurt. Invented for a test.",
  ];
};
const sheet = (...rows) => [headings, ...rows].map((line) => line.map((cell) => `"${cell}"`).join(",")).join("\r\n");

export async function run(ctx) {
  for (const javascript of [true, false]) {
    const server = await ctx.anotherServer({ demonstration: false, at: "2026-03-25T09:00:00Z" });
    await hire(server);
    await server.addAccount({ ...colleague, password });
    const told = `script ${javascript ? "on" : "off"}`;
    const story = { ctx, server, javascript, step: (what, act) => ctx.step(`${what} (${told})`, act) };
    await story.step("a routine incident is closed with few keys and few pages (HAU-1, HAU-2)", () => routine(story));
    await story.step("a second officer sees who has an incident, and a late save is refused (HAU-5)", () => two(story));
    await story.step("a high level is not lowered without a supervisor (HAU-6)", () => level(story));
    await story.step("what a list shows stands in its address (HAU-8)", () => address(story));
    await story.step("a page of a referral prints without what belongs to the screen (MASH-1)", () => paper(story));
    await story.step("nothing held on anybody is answered with few keys and two pages (SPOC-1)", () => contact(story));
  }
}

// Counts what somebody presses and the pages that come of it.
function counting(page) {
  const counted = { keys: 0, loads: 0, way: [] };
  page.on("load", () => { counted.loads += 1; });
  const key = async (which) => { counted.keys += 1; await page.keyboard.press(which); };
  const goes = (which) => going(page, () => key(which));
  // Tab until the element in focus says this; the words of a radio are its label's. Whoever meets the
  // skip link on the way takes it.
  const tabTo = async (said, skip = null) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await key("Tab");
      const here = await page.evaluate(() => {
        const now = document.activeElement;
        return `${now?.textContent ?? ""} ${[...(now?.labels ?? [])].map((label) => label.textContent).join(" ")}`;
      });
      if (skip && here.includes(skip)) await key("Enter");
      if (here.includes(said)) {
        counted.way.push(`${said}: ${presses + 1}`);
        return;
      }
    }
    throw new Error(`forty presses of Tab do not lead to “${said}” on ${page.url()}`);
  };
  return { counted, key, goes, tabTo };
}

async function routine(story) {
  const { ctx, server } = story;
  await as(story, "officer", (page) => desk.bringIn({ ...story, javascript: false }, page, "routine.csv", sheet(row("24/1/26", "Standard", "4", "Vane", "Holt"))));
  await as(story, "officer", async (page) => {
    await page.goto(`${server.url}/incidents`);
    const { counted, key, goes, tabTo } = counting(page);
    await tabTo("Skip to main content");
    await key("Enter");
    await tabTo("Take the next incident");
    await goes("Enter");
    await tabTo("Skip to what to do", "Skip to main content");
    await key("Enter");
    await tabTo("checks as found");
    await goes("Enter");
    const first = await page.evaluate(() => document.activeElement?.getAttribute("name"));
    if (first !== "outcome") await tabTo("close");
    await key("Space");
    await tabTo("Why");
    await page.keyboard.type("One report, nothing known before, and the level is right.");
    await tabTo("Record the decision");
    await goes("Enter");
    const said = await words(page);
    ctx.expect.ok(said.includes("The decision is recorded") && said.includes("Record and close"), `it is recorded and closed: ${said.slice(0, 600)}`);
    ctx.expect.ok(counted.keys <= 14, `at most 14 keys besides the text; it took ${counted.keys}: ${counted.way.join(", ")}`);
    ctx.expect.ok(counted.loads <= 3, `at most 3 pages; it took ${counted.loads}`);
  });
}

async function two(story) {
  const { ctx, server } = story;
  await as(story, "officer", (page) => desk.bringIn({ ...story, javascript: false }, page, "two.csv", sheet(row("24/2/26", "Standard", "6", "Prior", "Lund"))));
  await as(story, "officer", async (page) => {
    story.second = await desk.takeNext(story, page, "24/2/26");
    const other = await ctx.newPage({ javascript: story.javascript });
    await ctx.signIn(other, colleague.signInName, password);
    await other.goto(`${server.url}/incidents/${story.second}`);
    const said = await words(other);
    ctx.expect.ok(said.includes(`${staff.officer.name} has this incident`), `the second officer is told who has it: ${said.slice(0, 300)}`);
    ctx.expect.ok(/until [^.]*\d+:\d\d[ap]m/.test(said), `and until when: ${said.slice(0, 300)}`);
    ctx.expect.equal(await other.getByRole("button", { name: /^Done/ }).count(), 0, "checks that the second officer could record");
    await ctx.leave(other);
    // The same officer in two windows: what the first decides on is not what the second has meanwhile changed.
    await press(page, /^Confirm \d checks as found/);
    await page.goto(`${server.url}/incidents/${story.second}/decision`);
    const tab = await ctx.newTab(page);
    await tab.goto(`${server.url}/incidents/${story.second}`);
    await press(tab, "Give the incident back");
    await choose(page, "outcome", "close");
    await write(page, { reason: "Written before the other window gave it back." });
    await press(page, "Record the decision");
    const late = await words(page);
    ctx.expect.ok((await page.title()).startsWith("Error: ") || late.includes("changed"), `a late save is refused: ${late.slice(0, 300)}`);
    ctx.expect.equal(await page.locator('[name="reason"]').inputValue(), "Written before the other window gave it back.", "what was typed is still there");
  });
}

async function level(story) {
  const { ctx, server } = story;
  await as(story, "officer", (page) => desk.bringIn({ ...story, javascript: false }, page, "high.csv", sheet(row("24/3/26", "High", "15", "Amory", "Keir"))));
  await as(story, "officer", async (page) => {
    await page.goto(`${server.url}/incidents?queue=to_screen`);
    await follow(page, "24/3/26");
    story.third = identifier(page, "/incidents/");
    await follow(page, "Propose another level");
    await choose(page, "to", "medium");
    await write(page, { reason: "The form scores the threat twice." });
    await going(page, () => page.locator("main form button").first().click());
    const said = await words(page);
    ctx.expect.ok(said.includes("waits for a supervisor") || said.includes("proposes to change the level"), `the proposal is in sight: ${said.slice(0, 300)}`);
    await page.goto(`${server.url}/incidents/${story.third}`);
    ctx.expect.ok((await words(page)).includes("High"), "the level is still high");
  });
  await as(story, "supervisor", async (page) => {
    await page.goto(`${server.url}/incidents?queue=awaiting_supervisor`);
    ctx.expect.ok((await words(page)).includes("24/3/26"), "the supervisor finds it");
  });
}

async function address(story) {
  const { ctx, server } = story;
  await as(story, "supervisor", async (page) => {
    await page.goto(`${server.url}/incidents?queue=done`);
    const before = await words(page, "main table");
    await page.goto(`${server.url}/incidents?queue=to_screen`);
    const rows = await words(page, "main table");
    ctx.expect.ok(rows !== before, "two lists show different rows");
    await page.reload();
    ctx.expect.equal(await words(page, "main table"), rows, "the rows after a reload");
    await page.goBack();
    ctx.expect.equal(await words(page, "main table"), before, "the rows after Back");
  });
}

async function paper(story) {
  const { ctx, server } = story;
  await as(story, "officer", async (page) => {
    await desk.bringIn({ ...story, javascript: false }, page, "child.csv", sheet(row("24/4/26", "Medium", "9", "Sorrel", "Brand", "Wren Sorrel 03/06/2019")));
  });
  story.referral = await desk.referredAndAsked(story, "24/4/26");
  await as(story, "manager", async (page) => {
    await page.goto(`${server.url}/referrals/${story.referral}/information`);
    await picture(story, page, "asked");
    await page.emulateMedia({ media: "print" });
    for (const what of ["nav", "button", ".govuk-footer"]) {
      const seen = await page.locator(what).evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).length);
      ctx.expect.equal(seen, 0, `${what} on paper`);
    }
    const strip = await page.locator("main").innerText();
    ctx.expect.ok(strip.includes(story.referral.slice(-6)), "the reference stands on paper");
    await page.emulateMedia({ media: "screen" });
  });
}

async function contact(story) {
  const { ctx, server } = story;
  await as(story, "health", async (page) => {
    await page.goto(`${server.url}/requests`);
    const href = await page.locator('main table a[href^="/requests/"]').first().getAttribute("href");
    const { counted, key, goes, tabTo } = counting(page);
    // The address stands in the notice; after signing in it opens.
    await page.goto(`${server.url}${href}`);
    await tabTo("Skip to main content");
    await key("Enter");
    await tabTo("Answer: nothing held");
    await goes("Enter");
    ctx.expect.ok((await words(page)).includes("Your answer is sent"), "the answer is sent");
    ctx.expect.ok(counted.keys <= 6, `at most 6 keys; it took ${counted.keys}`);
    ctx.expect.ok(counted.loads <= 2, `at most 2 pages; it took ${counted.loads}`);
  });
}
