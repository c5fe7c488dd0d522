// The hub's part: rating, requests, answers, triage, outcome and authority.

import { beside, choose, follow, going, press, words, write } from "../../lib/forms.mjs";
import { as, picture } from "./people.mjs";

// Red allows four hours and runs on past the hub's close at half past five.
export async function rateRed(story, page) {
  const { ctx, server, referral } = story;
  await page.goto(`${server.url}/referrals/${referral}`);
  const received = await beside(page, "Received");
  const minute = /^30 March 2026, 3:(3\d)pm$/.exec(received)?.[1];
  ctx.expect.ok(minute, `the referral was received on 30 March 2026 soon after 3:30pm, but the page says ${received}`);
  await choose(page, "rag", "red");
  await write(page, { reason: "A child saw it, and she says that she fears him." });
  await press(page, "Set the rating");
  const text = await words(page);
  ctx.expect.ok(text.includes(`30 March 2026, 7:${minute}pm`), `red received at ${received} is due at 7:${minute}pm, past the close at 5:30pm; the page says: ${text}`);
  await picture(story, page, "referral-summary");
}

export async function sendRequests(story, page) {
  const { ctx, server, referral } = story;
  await page.goto(`${server.url}/referrals/${referral}/information`);
  await write(page, { why: "Violence in front of a child on 27 March 2026. What do you hold on each person?" });
  await press(page, "Send the request to these agencies");
  const text = await words(page);
  for (const agency of ["Children's social care", "Adult social care", "Child health safeguarding team", "Early help"]) {
    ctx.expect.ok(text.includes(agency), `${agency} is asked`);
  }
  ctx.expect.ok(text.includes("Answers in: 0 of 4"), "four agencies are asked and none has answered");
  await picture(story, page, "information");
}

async function openRequest(story, page) {
  await page.goto(`${story.server.url}/requests`);
  await going(page, () => page.locator('main table a[href^="/requests/"]').first().click());
}

export async function healthAnswers(story, page) {
  const { ctx } = story;
  await openRequest(story, page);
  const people = page.locator('input[type="radio"][value="known"]');
  ctx.expect.equal(await people.count(), 3, "people asked about: the two adults and the child");
  for (let person = 0; person < 3; person += 1) await people.nth(person).check();
  await write(page, {
    "line-0-day": "12", "line-0-month": "1", "line-0-year": "2026", "line-0-what": "The child missed a check of hearing.",
    "line-1-what": "The mother spoke of worry at home to the health visitor.",
    summary: "Two signs of strain at home since winter; the child may be hearing more than is said.",
  });
  await picture(story, page, "request-reply");
  await press(page, "Send the answer");
  const text = await words(page);
  for (const said of ["12 January 2026", "The child missed a check of hearing.", "Date not known", "Two signs of strain at home since winter"]) {
    ctx.expect.ok(text.includes(said), `the copy of the answer says "${said}"`);
  }
}

export async function othersHoldNothing(story) {
  for (const who of ["manager", "adults", "early"]) {
    await as(story, who, async (page) => {
      await openRequest(story, page);
      await press(page, "Answer: nothing held on any of the 3 people");
      const text = await words(page);
      story.ctx.expect.ok(text.includes("Your answer is sent"), `${who}'s answer is sent`);
    });
  }
}

export async function triage(story, page) {
  const { ctx, server, referral } = story;
  await page.goto(`${server.url}/referrals/${referral}/information`);
  ctx.expect.ok((await words(page)).includes("Answers in: 4 of 4"), "every answer is in");
  await page.goto(`${server.url}/referrals/${referral}/triage`);
  await choose(page, "agencies", "childrens_social_care", "adult_social_care", "police", "child_health", "early_help");
  await write(page, { discussion: "Health’s two signs and the police report point the same way. The child is at risk of significant harm." });
  await picture(story, page, "triage");
  await press(page, "Record the discussion");
  const text = await words(page);
  ctx.expect.ok(/Pat Worker, 30 March 2026, 3:[345]\dpm/.test(text), `the triage names who recorded it and when: ${text.slice(0, 400)}`);
}

export async function proposeOutcome(story, page) {
  const { ctx } = story;
  await follow(page, "Go to the outcome");
  await choose(page, "outcomes", "strategy_discussion");
  await write(page, { rationale: "A child saw violence and health has seen signs of strain." });
  await press(page, "Propose this outcome");
  ctx.expect.ok((await page.title()).startsWith("Error: "), "a strategy discussion without its statutory basis is sent back");
  ctx.expect.equal(await page.locator('[name="rationale"]').inputValue(), "A child saw violence and health has seen signs of strain.", "the rationale that was typed");
  await write(page, { legal_basis: "Children Act 1989, section 47" });
  await press(page, "Propose this outcome");
  const text = await words(page);
  ctx.expect.ok(text.includes("Children Act 1989, section 47"), "the statutory basis is kept");
  ctx.expect.ok(text.includes("Whoever proposed it cannot authorise it"), "the proposer is told who authorises");
}

// Thursday 2 April 2026: the next working day is Tuesday 7 April.
export async function authorise(story, page) {
  const { ctx, server, referral } = story;
  await page.goto(`${server.url}/referrals/${referral}/outcome`);
  await press(page, "Authorise this outcome");
  const text = await words(page);
  ctx.expect.ok(/Ines Manager, 2 April 2026, 11:0\dam/.test(text), `the authority names who and when: ${text.slice(0, 500)}`);
  ctx.expect.ok(text.includes("7 April 2026"), `the referrer is to be told by 7 April 2026, after Easter: ${text}`);
  await picture(story, page, "outcome");
}
