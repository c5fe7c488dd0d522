// Who works in this story, and how one of them sits down at a screen. Everyone is invented.

const password = "velvet-orchard-lantern-58";

export const staff = {
  officer: { signInName: "robin.desk", name: "Robin Desk", agency: "police", roles: ["police_support_officer"] },
  supervisor: { signInName: "dale.supervisor", name: "Dale Supervisor", agency: "police", roles: ["police_supervisor"] },
  manager: { signInName: "ines.manager", name: "Ines Manager", agency: "childrens_social_care", roles: ["social_care_manager"] },
  worker: { signInName: "pat.worker", name: "Pat Worker", agency: "childrens_social_care", roles: ["social_worker_child"] },
  adults: { signInName: "lee.adults", name: "Lee Adults", agency: "adult_social_care", roles: ["social_worker_adult"] },
  health: { signInName: "sam.health", name: "Sam Health", agency: "child_health", roles: ["health_representative"] },
  early: { signInName: "jo.early", name: "Jo Early", agency: "early_help", roles: ["early_help_officer"] },
  coordinator: { signInName: "max.coordinator", name: "Max Coordinator", agency: "refuge", roles: ["marac_coordinator"] },
};

export async function hire(server) {
  for (const account of Object.values(staff)) await server.addAccount({ ...account, password });
}

// Signs one of them in for as long as `act` takes.
export async function as(story, who, act) {
  const { ctx, javascript } = story;
  const page = await ctx.newPage({ javascript });
  await ctx.signIn(page, staff[who].signInName, password);
  await act(page);
  ctx.noOffHostRequests(page);
  ctx.noComplaints(page);
  await ctx.leave(page);
}

// Goes on to another day: the same data, another clock.
export async function on(story, moment) {
  await story.server.restart({ at: moment });
}

// A picture at both widths, of the run with script only.
export async function picture(story, page, name) {
  if (!story.javascript) return;
  // From the top, because the strip that follows the reader would cover the middle.
  const top = () => page.evaluate(() => window.scrollTo(0, 0));
  await top();
  await story.ctx.screenshot(page, `${name}-1280`);
  await page.setViewportSize({ width: 320, height: 640 });
  await story.ctx.noSidewaysScroll(page);
  await top();
  await story.ctx.screenshot(page, `${name}-320`);
  await page.setViewportSize({ width: 1280, height: 900 });
}
