// Checks that look at a whole page: barriers, width, and where its requests go.

import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

// One readable paragraph for each broken rule: what, where and how to mend it.
// A strict content policy does not stop it: what the driver evaluates is not
// the page's own script.
export async function axeViolations(page, skippedRules = []) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(
    async ({ standards, skippedRules }) => {
      const rules = Object.fromEntries(skippedRules.map((rule) => [rule, { enabled: false }]));
      const found = await globalThis.axe.run(document, {
        runOnly: { type: "tag", values: standards },
        rules,
        resultTypes: ["violations"],
      });
      return found.violations.map(({ id, help, helpUrl, nodes }) => ({
        id,
        help,
        helpUrl,
        nodes: nodes.map((node) => `${node.target.join(" ")}  ${node.failureSummary ?? ""}`),
      }));
    },
    { standards, skippedRules },
  );
  return violations.map(({ id, help, helpUrl, nodes }) => `${id}: ${help} (${helpUrl})\n  ${nodes.join("\n  ")}`);
}

// Nothing when the page fits its window, or how much too wide it is and the
// first elements that stick out. Panes that scroll on their own are fine.
export async function sidewaysScroll(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const window = root.clientWidth;
    const content = Math.max(root.scrollWidth, document.body?.scrollWidth ?? 0);
    if (content <= window) return null;
    const within = (element) => {
      for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
        if (["auto", "scroll", "hidden"].includes(getComputedStyle(parent).overflowX)) return true;
      }
      return false;
    };
    const because = [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > window + 0.5 && !within(element))
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 120));
    return { window, content, because: because.join(" … ") || "an element that cannot be named" };
  });
}

// The addresses that are not on `home`'s host. Inline data is no request.
export function offHost(addresses, home) {
  const host = new URL(home).host;
  return [...new Set(addresses)].filter((address) => {
    const { protocol, host: asked } = new URL(address);
    return ["http:", "https:", "ws:", "wss:"].includes(protocol) && asked !== host;
  });
}
