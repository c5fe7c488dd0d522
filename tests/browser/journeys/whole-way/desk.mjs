// The screening desk's part: the sheet comes in, an incident is taken, checked and decided.

import { beside, choose, follow, going, identifier, importFinished, press, upload, words, write } from "../../lib/forms.mjs";
import { as, picture } from "./people.mjs";

// Brings a sheet in through the pages and gives the address of its receipt.
export async function bringIn(story, page, name, content) {
  const { ctx, server } = story;
  await upload(page, server.url, name, content);
  const look = await words(page);
  ctx.expect.ok(look.includes("Look through the sheet"), `after the upload the sheet is looked through, but the page says: ${look.slice(0, 300)}`);
  ctx.expect.equal(await beside(page, "New incidents"), "1", "new incidents in the look");
  ctx.expect.equal(await beside(page, "Rows that cannot be read"), "0", "unreadable rows in the look");
  await picture(story, page, "import-look");
  await press(page, "Start the import of 1 row");
  const address = page.url().split("?")[0];
  await importFinished(page, address);
  ctx.expect.equal(await beside(page, "Made into incidents"), "1", "incidents made, on the receipt");
  await picture(story, page, "import-receipt");
  return address;
}

// Takes what is due first. Gives the incident's identifier.
export async function takeNext(story, page, reference) {
  const { ctx, server } = story;
  await page.goto(`${server.url}/incidents`);
  await press(page, "Take the next incident");
  const text = await words(page);
  ctx.expect.ok(text.includes(`Incident ${reference}`), `the incident taken is ${reference}, but the page says: ${text.slice(0, 200)}`);
  ctx.expect.ok(text.includes("You have this incident until"), "the page says until when the incident is held");
  return identifier(page, "/incidents/");
}

// The six checks, each with its own button, then the decision.
export async function sixChecks(story, page, note) {
  const { ctx } = story;
  for (let number = 1; number <= 6; number += 1) {
    const form = page.locator('form[action$="/check"]', { has: page.locator("textarea") }).first();
    if (number === 1) await form.locator("textarea").fill(note);
    await going(page, () => form.getByRole("button").click());
    const text = await words(page);
    ctx.expect.ok(text.includes(`${number} ${number === 1 ? "check" : "checks"} of 6 done`), `check ${number} is counted`);
  }
  ctx.expect.ok((await words(page)).includes(note), "the note of the first check stands on the page");
}

export async function decide(story, page, outcome, reason) {
  await follow(page, "Decide what becomes of it");
  await choose(page, "outcome", outcome);
  await write(page, { reason });
  await picture(story, page, "decision");
  await press(page, "Record the decision");
}

// Says "same person" for every pair that waits. Gives how many there were.
export async function samePeople(story, page) {
  const { server } = story;
  let answered = 0;
  for (;;) {
    await page.goto(`${server.url}/people/review`);
    const compare = page.getByRole("link", { name: /^Compare/ });
    if ((await compare.count()) === 0) return answered;
    await follow(page, /^Compare/);
    await picture(story, page, `review-pair-${answered + 1}`);
    await choose(page, "answer", "same");
    await write(page, { note: "Same address, telephone number and date of birth; the spelling differs." });
    await press(page, "Save your answer");
    answered += 1;
  }
}

// An incident of the list is checked and referred because of its child, rated amber, and the agencies
// are asked. Gives the referral's identifier.
export async function referredAndAsked(story, reference) {
  const { server } = story;
  let referral;
  await as(story, "officer", async (page) => {
    await page.goto(`${server.url}/incidents?queue=to_screen`);
    await follow(page, reference);
    const incident = identifier(page, "/incidents/");
    for (;;) {
      await page.goto(`${server.url}/incidents/${incident}`);
      const check = page.locator('form[action$="/check"]', { has: page.locator("textarea") }).first();
      if ((await check.count()) === 0) break;
      await going(page, () => check.getByRole("button").click());
    }
    await page.goto(`${server.url}/incidents/${incident}/decision`);
    await choose(page, "outcome", "refer");
    await write(page, { reason: "A child lives there and heard it." });
    await press(page, "Record the decision");
    referral = /\/referrals\/([^/?#]+)/.exec(page.url())[1];
  });
  await as(story, "manager", async (page) => {
    await page.goto(`${server.url}/referrals/${referral}`);
    await choose(page, "rag", "amber");
    await write(page, { reason: "A child heard it." });
    await press(page, "Set the rating");
    await page.goto(`${server.url}/referrals/${referral}/information`);
    await write(page, { why: "What do you hold on each person?" });
    await press(page, "Send the request to these agencies");
  });
  return referral;
}
