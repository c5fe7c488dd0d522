// MARAC's part: a pair is referred, a meeting is planned, heard and closed.

import { beside, choose, follow, going, identifier, press, words, write } from "../../lib/forms.mjs";
import { picture } from "./people.mjs";

// Refers the pair of a record, by the link that the record's page has.
export async function refer(story, page, record, fields) {
  await page.goto(`${story.server.url}${record}`);
  await going(page, () => page.locator('main a[href^="/marac/refer/"]').first().click());
  const said = await words(page);
  await write(page, fields);
  await picture(story, page, "marac-refer");
  await press(page, "Send referral to MARAC");
  return { said, id: identifier(page, "/marac/") };
}

export async function plan(story, page, venue, [day, month, year]) {
  await page.goto(`${story.server.url}/meetings`);
  await page.selectOption('select[name="venue"]', venue);
  await write(page, { "starts_at-day": day, "starts_at-month": month, "starts_at-year": year });
  await press(page, "Plan this meeting");
  return identifier(page, "/meetings/");
}

export async function putOnAgenda(story, page, meeting, referral) {
  const { ctx, server } = story;
  await page.goto(`${server.url}/meetings/${meeting}`);
  await page.selectOption('select[name="referral"]', referral);
  await press(page, "Put this referral on the agenda");
  ctx.expect.ok((await words(page)).includes("is now number 1 of 1"), "the banner tells the item's place");
  await picture(story, page, "agenda");
}

export async function open(story, page, meeting) {
  await page.goto(`${story.server.url}/meetings/${meeting}`);
  await write(page, { chair: "Ash Chair", "name-police": "Robin Desk", "name-child_health": "Sam Health" });
  await choose(page, "present-police", "yes");
  await choose(page, "present-child_health", "yes");
  await press(page, "Open the meeting");
}

// Presses a button of a case that is heard. With script the page stays and says what was done;
// without it the browser goes on to a page that says so.
async function heardPress(story, page, locator, told) {
  if (!story.javascript) {
    await going(page, () => locator.click());
    return;
  }
  await locator.click();
  await page.locator("[data-live-state]", { hasText: told }).waitFor();
}

// Hears the one item of a meeting: risks, then each action, then on.
export async function hear(story, page, risks, discussion, actions) {
  const { ctx } = story;
  await follow(page, /Go to the next item/);
  await write(page, { risks: risks.join("\n"), discussion });
  await heardPress(story, page, page.getByRole("button", { name: "Save risks and discussion" }), "Saved.");
  for (const action of actions) {
    await write(page, { what: action.what, owner: action.owner });
    await page.selectOption('select[name="agency"]', action.agency);
    await choose(page, "due_in", action.dueIn);
    // The first button of these words answers the Enter key and is hidden.
    await heardPress(story, page, page.locator('button[formaction$="/action"]:not(.govuk-visually-hidden)'), "The action is agreed.");
    await page.locator("#plan", { hasText: action.what }).waitFor();
    ctx.expect.ok((await words(page, "#plan")).includes(action.owner), `agreed: ${action.what}`);
  }
  const text = await words(page);
  for (const said of [...risks, discussion]) {
    const kept = text.includes(said) || (await page.locator("textarea").evaluateAll((boxes, one) => boxes.some((box) => box.value.includes(one)), said));
    ctx.expect.ok(kept, `the minutes hold "${said}"`);
  }
  await picture(story, page, "item");
  await Promise.all([page.waitForURL(/\/meetings\/[^/]+\?done=heard/), page.getByRole("button", { name: "Heard – go back to the agenda" }).click()]);
}

export async function close(story, page) {
  await press(page, "Close the meeting");
  story.ctx.expect.equal(await beside(page, "Status"), "Closed", "the meeting's status");
}
