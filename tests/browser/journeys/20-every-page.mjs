// Every page of the staff host, in each role of the demonstration county, on a
// wide and on a narrow window: no barrier that axe knows, no sideways scroll,
// one heading, nothing from another host, nothing that the content policy
// refused, and no person's name in a title.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { accounts } from "../lib/accounts.mjs";

export const name = "every page in every role";

const narrow = { width: 320, height: 640 };
const wide = { width: 1280, height: 900 };
const kinds = ["incident", "person", "mash_referral", "information_request", "marac_referral", "meeting"];

// The paths that are read, as the table of routes says them.
async function routes() {
  const files = ["routes.rs", "case_routes.rs", "door_routes.rs"].map((file) => fileURLToPath(new URL(`../../../crates/web/src/${file}`, import.meta.url)));
  const sources = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const found = [...sources.join("\n").matchAll(/see!\("([^"]+)"/g)].map((match) => match[1]);
  if (found.length < 30) throw new Error(`only ${found.length} readable routes were found in crates/web/src/routes.rs: has its form changed?`);
  return found;
}

async function links(page, pattern) {
  const addresses = await page.locator("a[href]").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
  return addresses.map((address) => pattern.exec(address)?.slice(1)).filter(Boolean);
}

// What the county holds, gathered by people who may see it: at most a few of each kind.
class Holdings {
  ids = { incidents: [], people: [], referrals: [], requests: [], meetings: [], marac: [], imports: [], review: [], directory: [], partners: [], consultations: [], notices: [], doors: [], orders: [], clients: [], matac: [] };
  items = [];
  pairs = [];
  names = new Set();

  add(kind, found, most = 4) {
    for (const [id] of found) {
      if (this.ids[kind].length < most && !this.ids[kind].includes(id)) this.ids[kind].push(id);
    }
  }

  async gather(page, url) {
    const seen = async (path, ...wanted) => {
      const answer = await page.goto(`${url}${path}`);
      if (answer.status() !== 200) return false;
      for (const [kind, pattern] of wanted) this.add(kind, await links(page, pattern));
      return true;
    };
    const at = (room, prefix) => new RegExp(`^/${room}/(${prefix}-[^/?#]+)`);
    for (const queue of ["to_screen", "done", "awaiting_supervisor"]) await seen(`/incidents?queue=${queue}`, ["incidents", at("incidents", "I")]);
    for (const state of ["to_rate", "gathering", "ready_for_triage", "awaiting_authorisation", "meeting_to_record", "finished"]) {
      await seen(`/referrals?state=${state}`, ["referrals", at("referrals", "[A-Z]+")]);
    }
    await seen("/requests", ["requests", at("requests", "[A-Z]+")]);
    await seen("/partner-referrals", ["partners", at("partner-referrals", "[A-Z]+")]);
    await seen("/consultations", ["consultations", at("consultations", "[A-Z]+")]);
    await seen("/notices", ["notices", at("notices", "[A-Z]+")]);
    await seen("/imports", ["imports", at("imports", "[A-Z]+")]);
    await seen("/people/review", ["review", at("people/review", "[A-Z]+")]);
    await seen("/doors", ["doors", at("doors", "[A-Z]+")]);
    await seen("/directory", ["directory", /^\/directory\/([A-Z]+-[^/?#]+)$/]);
    await seen("/meetings", ["meetings", at("meetings", "[A-Z]+")], ["marac", at("marac", "[A-Z]+")]);
    await seen("/caseload", ["clients", at("clients", "[A-Z]+")]);
    await seen("/matac", ["matac", at("matac", "[A-Z]+")]);
    for (const meeting of this.ids.meetings) {
      if (await seen(`/meetings/${meeting}`)) this.items.push(...(await links(page, /^\/meetings\/([^/]+)\/item\/([^/?#]+)$/)));
    }
    for (const [, item] of this.items) this.add("marac", [[item]]);
    for (const incident of this.ids.incidents) await this.#pair(page, url, incident);
    await this.#orders(page, url);
    for (const person of this.ids.people) await this.#namesOf(page, `${url}/people/${person}`);
  }

  async #pair(page, url, incident) {
    const answer = await page.goto(`${url}/incidents/${incident}`);
    if (answer.status() !== 200) return;
    const people = await links(page, /^\/people\/(P-[^/?#]+)$/);
    this.add("people", people, 6);
    const linked = page.locator('main table a[href^="/people/P-"]');
    for (const words of await linked.allInnerTexts()) this.names.add(words.trim());
    const ids = await linked.evaluateAll((all) => all.map((one) => one.getAttribute("href").split("/").at(-1)));
    if (ids.length >= 2 && this.pairs.length < 2) this.pairs.push([ids[0], ids[1]]);
  }

  // Some pairs of MARAC have a protective order between them.
  async #orders(page, url) {
    for (const [, item] of this.items) {
      if (this.ids.orders.length > 0) return;
      const answer = await page.goto(`${url}/marac/${item}`);
      if (answer.status() !== 200) continue;
      for (const [victim, harm] of await links(page, /^\/orders\/([^/]+)\/([^/?#]+)$/)) {
        if ((await page.goto(`${url}/orders/${victim}/${harm}`)).status() === 200) this.add("orders", await links(page, /^\/order\/([A-Z]+-[^/?#]+)$/));
      }
    }
  }

  async #namesOf(page, address) {
    const answer = await page.goto(address);
    if (answer.status() !== 200) return;
    const name = page.locator(".hw-identity__name").first();
    if ((await name.count()) > 0) this.names.add((await name.innerText()).trim());
  }

  // The addresses that a route stands for, or null when nothing of its kind is held.
  addresses(route) {
    const { incidents, people, referrals, requests, meetings, marac, imports, review, directory, partners, consultations, notices, doors, orders, clients, matac } = this.ids;
    const each = (ids, most = 2) => ids.slice(0, most).map((id) => route.replace("{id}", id));
    const historyIds = [incidents[0], people[0], referrals[0], requests[0], marac[0], meetings[0]];
    // Papers, and what only script reads: the stream of a meeting and the parts of its pages.
    if ([".pdf", ".ics", ".csv", ".json", "/workbook", "/pack", "/stream", "/parts"].some((end) => route.endsWith(end))) return [];
    // No mail comes into the county; 60-mail walks the pages of one that does.
    if (route.startsWith("/mail/")) return [];
    if (route.startsWith("/answer/")) return [route.replace("{token}", "0".repeat(64))];
    if (!route.includes("{")) return [route];
    if (route.startsWith("/doors/")) return route.includes("/file/") ? [] : each(doors);
    if (route.startsWith("/directory/")) return each(directory);
    if (route.startsWith("/incidents/")) return each(incidents, route === "/incidents/{id}" ? 4 : 2);
    if (route.startsWith("/imports/")) return route.endsWith("/problems") ? [] : each(imports);
    if (route.startsWith("/people/review/")) return each(review);
    if (route.includes("/with/")) return [route.replace("{id}", people[0]).replace("{perpetrator}", people[1])];
    if (route.startsWith("/people/")) return each(people);
    if (route.startsWith("/history/")) return kinds.map((kind, place) => historyIds[place] && `/history/${kind}/${historyIds[place]}`).filter(Boolean);
    if (route.startsWith("/referrals/")) return each(referrals, 4);
    if (route.startsWith("/requests/")) return each(requests);
    if (route.startsWith("/partner-referrals/")) return each(partners);
    if (route.startsWith("/consultations/")) return each(consultations);
    if (route.startsWith("/notices/")) return each(notices);
    if (route.startsWith("/signposts/")) return [["incident", incidents], ["mash_referral", referrals]].map(([kind, ids]) => `/signposts/${kind}/${ids[0]}`);
    if (route.startsWith("/marac/refer/")) return this.pairs.slice(0, 1).map(([victim, harm]) => `/marac/refer/${victim}/${harm}`);
    // No question waits for every reader, and no case of the county has moved.
    if (route === "/marac/{id}/answer") return [];
    // Nobody in the county has begun to write; 65-kept looks at what is kept.
    if (route.startsWith("/drafts/")) return [];
    if (route.startsWith("/marac/")) return each(marac);
    if (route.startsWith("/orders/")) return this.pairs.slice(0, 1).map(([victim, harm]) => `/orders/${victim}/${harm}`);
    if (route.startsWith("/order/")) return each(orders);
    if (route.startsWith("/clients/")) return each(clients);
    if (route.startsWith("/matac/person/")) return each(people);
    if (route.startsWith("/matac/")) return each(matac);
    if (route.startsWith("/restricted/")) {
      const kept = [["incident", incidents], ["person", people], ["mash_referral", referrals], ["marac_referral", marac]];
      return kept.map(([kind, ids]) => `/restricted/${kind}/${ids[0]}`);
    }
    if (route.startsWith("/risk/assess/")) return this.pairs.slice(0, 1).map(([victim, harm]) => `/risk/assess/${victim}/${harm}`);
    // Nobody in the county has begun an assessment; 60-risk looks at every page of one.
    if (route.startsWith("/risk/")) return [];
    if (route.startsWith("/meetings/{id}/item/")) return this.items.slice(0, 2).map(([meeting, item]) => route.replace("{id}", meeting).replace("{item}", item));
    if (route.startsWith("/meetings/")) return each(meetings, 4);
    return null;
  }
}

// What a page is built of, whatever it says and however long its lists are. Two
// pages of the same build have the same barriers, so each build is tried once.
async function build(page) {
  return page.evaluate(() => {
    const pieces = new Map();
    for (const element of document.querySelectorAll("body, body *")) {
      const attributes = ["class", "role", "type", "scope", "aria-hidden"].map((name) => element.getAttribute(name) ?? "");
      const piece = [element.parentElement.tagName, element.tagName, ...attributes].join("|");
      pieces.set(piece, Math.min(2, (pieces.get(piece) ?? 0) + 1));
    }
    return [...pieces].map(([piece, number]) => `${piece} ${number}`).sort().join("\n");
  });
}

// Finds every fault of a page instead of the first, so that one run tells all.
async function faults(ctx, page, address, names, builds) {
  const found = [];
  const own = await build(page);
  const before = builds.has(own);
  builds.add(own);
  const tried = async (act) => { try { await act(); } catch (error) { found.push(error.message); } };
  await tried(async () => ctx.noOffHostRequests(page));
  await tried(async () => ctx.noComplaints(page));
  await tried(() => ctx.expect.oneHeading(page));
  const title = await page.title();
  for (const name of names) {
    if (title.includes(name)) found.push(`the title "${title}" of ${address} holds the name ${name}`);
  }
  if (!before) await tried(() => ctx.axe(page));
  await page.setViewportSize(narrow);
  await tried(() => ctx.noSidewaysScroll(page));
  if (!before) await tried(() => ctx.axe(page));
  await page.setViewportSize(wide);
  return { found, before };
}

// A role's own way through the table: what opens is checked, what is shut is counted.
async function walk(ctx, server, account, addresses, names, builds) {
  const found = [];
  let shut = 0;
  const home = await ctx.newPage(wide);
  await ctx.signIn(home, account.signInName, account.password);
  for (const address of addresses) {
    // Asked without drawing it first: drawing the refusals would take most of the journey's time.
    const asked = await home.request.get(`${server.url}${address}`);
    if ([403, 404, 409].includes(asked.status())) {
      shut += 1;
      continue;
    }
    // A page of its own, so that a complaint of one is not told of the next.
    const page = await ctx.newTab(home);
    const answer = await page.goto(`${server.url}${address}`);
    if (answer.status() !== 200) found.push(`${address} answered with ${answer.status()}`);
    const { found: wrong, before } = await faults(ctx, page, address, names, builds);
    ctx.note(`${account.role}: ${address} ${wrong.length === 0 ? "clean" : "NOT CLEAN"}${before ? " (axe has seen a page of this build)" : ""}`);
    found.push(...wrong.map((fault) => `${address}: ${fault}`));
    await page.close();
  }
  await home.goto(`${server.url}/`);
  await ctx.screenshot(home, `home-${account.signInName}-1280`);
  await home.setViewportSize(narrow);
  await ctx.screenshot(home, `home-${account.signInName}-320`);
  await ctx.leave(home);
  return { found, shut };
}

export async function run(ctx) {
  const server = await ctx.server();
  const all = accounts(server.signIns);
  const table = await routes();
  const held = new Holdings();
  await ctx.step("the county's records are found through its lists", async () => {
    for (const role of ["Police supervisor", "Social care team manager", "MARAC coordinator", "Health representative", "Independent domestic violence advocate"]) {
      const account = all.find((one) => one.role.startsWith(role));
      const page = await ctx.newPage(wide);
      await ctx.signIn(page, account.signInName, account.password);
      await held.gather(page, server.url);
      await ctx.leave(page);
    }
    for (const [kind, ids] of Object.entries(held.ids)) ctx.expect.ok(ids.length > 0, `no ${kind} were found through the lists`);
    ctx.expect.ok(held.items.length > 0 && held.pairs.length > 0, "items of meetings and pairs of people were found");
    ctx.expect.ok(held.names.size >= 4, `names of people were found to look for in titles: ${[...held.names].join(", ")}`);
  });
  const addresses = [];
  await ctx.step("every readable route has an address to try", async () => {
    for (const route of table) {
      const some = held.addresses(route);
      ctx.expect.ok(some !== null, `the journey does not know how to fill in ${route}`);
      if (!addresses.includes(some[0])) addresses.push(...some);
    }
  });
  const names = [...held.names].filter((name) => name.includes(" "));
  const roles = new Map(all.map((account) => [account.role.replace(/ \([^()]*\)$/, ""), account]));
  const builds = new Set();
  // Faults are told for every role before the journey fails: each role is a step of its own.
  const failed = [];
  for (const [role, account] of roles) {
    await ctx.step(`the pages that are open to the role ${role}`, async () => {
      const { found, shut } = await walk(ctx, server, account, addresses, names, builds);
      ctx.note(`${role}: ${addresses.length - shut} pages looked at on both widths, ${shut} not open to the role`);
      ctx.expect.ok(shut < addresses.length, `${role} can open nothing`);
      if (found.length > 0) throw new Error([...new Set(found)].join("\n"));
    }).catch((error) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
}
