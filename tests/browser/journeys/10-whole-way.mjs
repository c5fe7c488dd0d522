// The whole way of one family through the service, from a police sheet to the
// closed minutes of a MARAC, over the change to summer time and over Easter.

import { beside, choose, follow, press, words, write } from "../lib/forms.mjs";
import * as desk from "./whole-way/desk.mjs";
import * as hub from "./whole-way/hub.mjs";
import * as marac from "./whole-way/marac.mjs";
import * as papers from "./whole-way/papers.mjs";
import { as, hire, on, picture } from "./whole-way/people.mjs";
import * as sheets from "./whole-way/sheets.mjs";

export const name = "one family, from the sheet to the minutes";

const autumnActions = [{ what: "Offer support at home within the week", owner: "Outreach worker", agency: "refuge", dueIn: "7" }];
const springActions = [
  { what: "Visit Poppy at school and listen to her", owner: "Pat Worker", agency: "childrens_social_care", dueIn: "2" },
  { what: "Ask for conditions that keep him from the street", owner: "Duty sergeant", agency: "police", dueIn: "7" },
];

export async function run(ctx) {
  for (const javascript of [true, false]) {
    const server = await ctx.anotherServer({ demonstration: false, at: "2025-10-13T08:00:00Z" });
    await hire(server);
    const told = `script ${javascript ? "on" : "off"}`;
    const story = { ctx, server, javascript, step: (what, act) => ctx.step(`${what} (${told})`, act) };
    await autumn(story);
    await arrival(story);
    await hubDay(story);
    await beforeEaster(story);
    await meetingDay(story);
    await histories(story);
  }
}

async function autumn(story) {
  await story.step("an incident of October 2025 is imported, screened and referred to MARAC on judgement", () => as(story, "officer", async (page) => {
    await desk.bringIn(story, page, "october.csv", sheets.autumn);
    story.earlier = await desk.takeNext(story, page, "23/30501/25");
    await desk.sixChecks(story, page, "Read with the attending officer’s note.");
    await desk.decide(story, page, "close", "One report, no earlier one; the level is right.");
    const made = await marac.refer(story, page, `/incidents/${story.earlier}`, {
      reason: "Things were broken and she was very afraid.", judgement: "The fear is far greater than the score shows.",
    });
    story.earlierReferral = made.id;
  }));
  await story.step("the coordinator plans a meeting and puts the pair on its agenda", () => as(story, "coordinator", async (page) => {
    story.earlierMeeting = await marac.plan(story, page, "north", ["4", "11", "2025"]);
    await marac.putOnAgenda(story, page, story.earlierMeeting, story.earlierReferral);
  }));
  await on(story, "2025-11-04T09:30:00Z");
  await story.step("the meeting of November 2025 hears the pair", () => as(story, "coordinator", async (page) => {
    await marac.open(story, page, story.earlierMeeting);
    await marac.hear(story, page, ["Alcohol at weekends"], "She wants it to stop and wants to stay.", autumnActions);
    await marac.close(story, page);
  }));
}

async function arrival(story) {
  const { ctx } = story;
  await on(story, "2026-03-27T19:30:00Z");
  await story.step("on the Friday before the clock change the sheet comes in, and its people look known", () => as(story, "officer", async (page) => {
    await desk.bringIn(story, page, "march.csv", sheets.spring);
    const receipt = await words(page);
    ctx.expect.ok(receipt.includes("People who may be known already"), "the receipt names possible duplicates");
    ctx.expect.ok(receipt.includes("23/30501/25"), `the receipt says from which incident they are known: ${receipt}`);
  }));
  await story.step("the 72 hours end on Monday at 8pm by the clock on the wall", () => as(story, "officer", async (page) => {
    await page.goto(`${story.server.url}/incidents`);
    const list = await words(page, "main table");
    ctx.expect.ok(list.includes("30 March 2026, 8:00pm"), `received on 27 March at 7:00pm in winter time, due on 30 March at 8:00pm in summer time; the list says: ${list}`);
    ctx.expect.ok(list.includes("27 March 2026, 7:00pm"), "the list says when it was received");
    await picture(story, page, "worklist");
  }));
}

async function hubDay(story) {
  const { ctx } = story;
  await on(story, "2026-03-30T14:30:00Z");
  await story.step("on Monday the officer takes the next incident and says that the people are the same", () => as(story, "officer", async (page) => {
    story.incident = await desk.takeNext(story, page, "23/41777/26");
    const said = await words(page);
    ctx.expect.ok(said.includes("due in 4 hours"), `at 3:30pm, 8:00pm is 4 hours away: ${said.slice(0, 500)}`);
    const answered = await desk.samePeople(story, page);
    ctx.expect.ok(answered >= 2, `both adults are suggested as known; pairs answered: ${answered}`);
  }));
  await story.step("the six checks are confirmed and the incident is referred", () => as(story, "officer", async (page) => {
    await page.goto(`${story.server.url}/incidents/${story.incident}`);
    const said = await words(page);
    ctx.expect.ok(said.includes("23/30501/25"), "the earlier incident stands in the history");
    await picture(story, page, "workspace");
    await desk.sixChecks(story, page, "The second report within six months.");
    await desk.decide(story, page, "refer", "A second report of the same pair, in front of a child.");
    const path = new URL(page.url()).pathname;
    ctx.expect.ok(path.startsWith("/referrals/"), `the officer is led to the referral, but is at ${path}`);
    story.referral = path.split("/").at(-1);
  }));
  await story.step("the manager sets red: four hours, running on past the close", () => as(story, "manager", (page) => hub.rateRed(story, page)));
  await story.step("agencies are asked", () => as(story, "worker", (page) => hub.sendRequests(story, page)));
  await story.step("health answers with chronology and summary", () => as(story, "health", (page) => hub.healthAnswers(story, page)));
  await story.step("the other agencies hold nothing", () => hub.othersHoldNothing(story));
  await story.step("a social worker records the triage and proposes a strategy discussion with its basis", () => as(story, "worker", async (page) => {
    await hub.triage(story, page);
    await hub.proposeOutcome(story, page);
  }));
}

async function beforeEaster(story) {
  const { ctx } = story;
  await on(story, "2026-04-02T10:00:00Z");
  await story.step("on the Thursday before Easter the manager authorises the outcome", () => as(story, "manager", (page) => hub.authorise(story, page)));
  await story.step("an amber rating of that Thursday is due after Easter", () => amberOverEaster(story));
  await story.step("the MARAC page knows the pair as a repeat, with the dates of the record", () => as(story, "officer", async (page) => {
    const made = await marac.refer(story, page, `/referrals/${story.referral}`, {
      reason: "A second incident within six months of the last meeting.", victim_voice: "She wants him to leave the house.",
    });
    ctx.expect.ok(/The pair was last referred on 13 October 2025; incident 23\/41777\/26 of 27 March 2026 falls within 12 months, which end on 13 October 2026\./.test(made.said), `criterion 2 is met with its dates: ${made.said}`);
    story.maracReferral = made.id;
  }));
  await story.step("the coordinator plans the meeting after Easter and puts the pair on its agenda", () => as(story, "coordinator", async (page) => {
    story.meeting = await marac.plan(story, page, "rugby", ["8", "4", "2026"]);
    // Five working days before 8 April: 7 and 2 April, 1 April, 31 and 30 March.
    ctx.expect.equal(await beside(page, "Agenda to partners by"), "30 March 2026", "when the agenda has to be out, with Easter left out");
    await marac.putOnAgenda(story, page, story.meeting, story.maracReferral);
  }));
}

async function amberOverEaster(story) {
  const { ctx } = story;
  let referral;
  await as(story, "officer", async (page) => {
    await desk.bringIn(story, page, "april.csv", sheets.easter);
    await desk.takeNext(story, page, "23/42050/26");
    await desk.sixChecks(story, page, "Nothing earlier is known.");
    await desk.decide(story, page, "refer", "Calls at night since the separation; the hub should look.");
    referral = page.url();
  });
  await as(story, "manager", async (page) => {
    await page.goto(referral);
    const minute = /^2 April 2026, 11:(\d\d)am$/.exec(await beside(page, "Received"))?.[1];
    ctx.expect.ok(minute, "the referral was received soon after 11am on 2 April 2026");
    await choose(page, "rag", "amber");
    await write(page, { reason: "No child in the house, and she is with family." });
    await press(page, "Set the rating");
    const said = await words(page);
    ctx.expect.ok(said.includes("7 April 2026"), `Good Friday and Easter Monday are no working days, so amber is due on 7 April: ${said}`);
  });
}

async function meetingDay(story) {
  const { ctx } = story;
  await on(story, "2026-04-08T08:30:00Z");
  await story.step("the meeting is opened, hears the pair, agrees two actions and is closed", () => as(story, "coordinator", async (page) => {
    await marac.open(story, page, story.meeting);
    await marac.hear(story, page, ["Violence in front of the child", "Alcohol"], "Everyone agrees that the child must be seen.", springActions);
    await marac.close(story, page);
    await papers.minutes(story, page, story.meeting, springActions);
    await page.goto(`${story.server.url}/actions?show=all`);
    const said = await words(page);
    ctx.expect.ok(said.includes("Visit Poppy at school and listen to her") && said.includes("10 April 2026"), "the first action with its date");
    ctx.expect.ok(said.includes("15 April 2026"), "the second action is due in a week");
    await picture(story, page, "actions");
  }));
}

async function histories(story) {
  const { ctx } = story;
  await story.step("every history tells who did what, at the right time in words", () => as(story, "coordinator", async (page) => {
    await papers.history(story, page, "marac_referral", story.maracReferral, [
      ["Robin Desk, Warwickshire Police", /2 April 2026, 11:0\dam/, "Referred the pair to MARAC: repeat"],
      ["Max Coordinator, Refuge", /8 April 2026, 9:3\dam/, "Recorded risks and discussion"],
      ["Max Coordinator, Refuge", /8 April 2026, 9:3\dam/, "Was heard"],
    ]);
    await picture(story, page, "history");
  }));
  await story.step("the incident's and the referral's histories do too", () => as(story, "worker", async (page) => {
    await papers.history(story, page, "incident", story.incident, [
      ["", /27 March 2026, 7:3\dpm/, "Received from a police sheet at level medium"],
      ["Robin Desk, Warwickshire Police", /30 March 2026, 3:3\dpm/, "Did a check"],
      ["Robin Desk, Warwickshire Police", /30 March 2026, 3:3\dpm/, "Decided: refer into the MASH"],
    ]);
    await papers.history(story, page, "mash_referral", story.referral, [
      ["Robin Desk, Warwickshire Police", /30 March 2026, 3:3\dpm/, "Referred into the MASH from the screening desk"],
      ["Ines Manager, Children's social care", /30 March 2026, 3:3\dpm/, "Set the rating to Red, due 30 March 2026, 7:3"],
      ["Pat Worker, Children's social care", /30 March 2026, 3:3\dpm/, "Recorded the triage discussion of 5 agencies"],
      ["Ines Manager, Children's social care", /2 April 2026, 11:0\dam/, "Authorised the outcome: Strategy discussion or MASH meeting"],
    ]);
    await page.goto(`${story.server.url}/incidents/${story.incident}`);
    await follow(page, "Theresa Marlowe", page.locator("main"));
    ctx.expect.ok((await words(page)).includes("Teresa Marlow"), "the record says under which other name she is known");
    await picture(story, page, "person");
  }));
}
