// Makes the agenda of the meeting: the sheet comes in, each pair is referred and put on the agenda.

import { going, identifier, importFinished, press, upload, write } from "../../lib/forms.mjs";
import { byName, chair, minuteTaker, officer, representatives, sheet } from "./people.mjs";

// Sends a form without opening its page; the answer must lead on.
async function post(page, url, path, form) {
  const answer = await page.request.post(`${url}${path}`, { form, headers: { Origin: url }, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`${path} was answered with ${answer.status()}: ${(await answer.text()).slice(0, 600)}`);
  return answer.headers().location;
}

async function refer(page, url, incident) {
  const text = await (await page.request.get(`${url}/incidents/${incident}`)).text();
  const link = /href="(\/marac\/refer\/[^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&");
  if (!link) throw new Error(`the page of incident ${incident} has no link to refer its pair`);
  const form = { incident, reason: "He waited at her door and would not go.", victim_voice: "She wants to stay in her home." };
  const made = await post(page, url, link, form);
  return /\/marac\/([^/?#]+)/.exec(made)[1];
}

// Gives the meeting's address and its cases in the agenda's order.
export async function prepare(ctx, server, pairs) {
  for (const account of [officer, minuteTaker, chair, ...representatives]) await server.addAccount(account);
  const desk = await ctx.newPage();
  await ctx.signIn(desk, officer.signInName, officer.password);
  await upload(desk, server.url, "meeting.csv", sheet(pairs));
  await press(desk, `Start the import of ${pairs} rows`);
  await importFinished(desk, desk.url().split("?")[0]);
  await desk.goto(`${server.url}/incidents`);
  const links = await desk.locator('main a[href^="/incidents/I-"]').evaluateAll((all) => all.map((one) => one.getAttribute("href").split("/")[2]));
  const incidents = [...new Set(links)];
  ctx.expect.equal(incidents.length, pairs, "incidents on the desk");
  const referrals = [];
  for (const incident of incidents) referrals.push(await refer(desk, server.url, incident));
  await ctx.leave(desk);

  const page = await ctx.newPage();
  await ctx.signIn(page, minuteTaker.signInName, minuteTaker.password);
  await page.goto(`${server.url}/meetings`);
  const soon = new Date(Date.now() + 86_400_000 * 3);
  await page.selectOption('select[name="venue"]', "north");
  await write(page, { "starts_at-day": String(soon.getDate()), "starts_at-month": String(soon.getMonth() + 1), "starts_at-year": String(soon.getFullYear()) });
  await going(page, () => page.getByRole("button", { name: "Plan this meeting" }).click());
  const meeting = `/meetings/${identifier(page, "/meetings/")}`;
  for (const referral of referrals) await post(page, server.url, `${meeting}/agenda`, { referral });
  const there = Object.fromEntries(Object.entries(byName).flatMap(([agency, name]) => [[`name-${agency}`, name], [`present-${agency}`, "yes"]]));
  await post(page, server.url, `${meeting}/open`, { chair: chair.name, "name-police": chair.name, "present-police": "yes", ...there });
  await page.goto(`${server.url}${meeting}`);
  const items = await page.locator(`main table a[href^="${meeting}/item/"]`).evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  await ctx.leave(page);
  return { meeting, items: [...new Set(items)].filter((item) => !item.endsWith("/conflict")) };
}
