// Assessing the risk of a pair, the flags that pairs carry, and the papers of a
// meeting: without script, by their words, at the width of a telephone.

import { accounts } from "../lib/accounts.mjs";
import { choose, follow, press, words } from "../lib/forms.mjs";

export const name = "risk, flags and papers";

const phone = { width: 320, height: 700 };

export async function run(ctx) {
  const server = await ctx.server();
  const all = accounts(server.signIns);
  const role = (wanted) => all.find((one) => one.role.startsWith(wanted));
  const page = await ctx.newPage({ javascript: false });

  async function fits(picture) {
    await ctx.axe(page);
    await ctx.screenshot(page, picture);
    const before = page.viewportSize();
    await page.setViewportSize(phone);
    await ctx.noSidewaysScroll(page);
    await ctx.screenshot(page, `${picture}-narrow`);
    await page.setViewportSize(before);
  }

  await ctx.step("an instrument is chosen for the pair of an incident", async () => {
    const officer = role("Police support officer");
    await ctx.signIn(page, officer.signInName, officer.password);
    await page.goto(`${server.url}/incidents`);
    await page.locator("main tbody a").first().click();
    await fits("incident-with-flag-and-kinds");
    await follow(page, "Assess the risk of this pair, or see earlier assessments");
    const said = await words(page);
    ctx.expect.ok(said.includes("You are not on record as trained in DASH"), `a missing training is said: ${said.slice(0, 900)}`);
    await fits("choose-an-instrument");
    await choose(page, "instrument", "safelives_dash");
    await press(page, "Begin the assessment");
  });

  await ctx.step("answers are kept in parts and the result says what is open", async () => {
    for (const item of ["injury", "frightened", "strangulation"]) await choose(page, `answer-${item}`, "yes");
    await press(page, "Save and go on later");
    ctx.expect.ok((await words(page)).includes("You can leave the page and come back"), "the answers are saved");
    await fits("answering");
    await press(page, "Save and see the result");
    const said = await words(page);
    ctx.expect.ok(said.includes("3 answers are yes, of 24"), `the score is said: ${said.slice(0, 600)}`);
    ctx.expect.ok(said.includes("Open is not no"), "open answers are said");
    await press(page, "Finish the assessment");
    ctx.expect.ok((await page.title()).startsWith("Error: "), "a level has to be judged");
    await choose(page, "level", "high");
    await page.fill('textarea[name="reason"]', "He knows where she works.");
    await press(page, "Finish the assessment");
    await fits("result");
  });

  await ctx.step("the coordinator sees the flagged pairs and the papers of a meeting", async () => {
    const coordinator = role("MARAC coordinator");
    await page.context().clearCookies();
    await ctx.signIn(page, coordinator.signInName, coordinator.password);
    await page.goto(`${server.url}/marac/flags`);
    ctx.expect.ok((await words(page)).includes("A flag lapses by itself"), "what a flag is");
    await fits("flagged-pairs");
    await page.goto(`${server.url}/meetings`);
    await page.locator('main tbody a[href^="/meetings/"]').first().click();
    await follow(page, "All papers, and sending one as a locked file");
    await fits("papers");
    await press(page, "Download the locked file");
    ctx.expect.ok((await words(page)).includes("Choose a password of 12 characters or more"), "a short password is refused");
  });
}
