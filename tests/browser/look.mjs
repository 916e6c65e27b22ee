// SPDX-License-Identifier: MIT
// What tests/browser.py asks: draws diagrams and looks at pages, both in one browser.
import { answer } from "./browser.mjs";
import { drawAll } from "./diagrams.mjs";
import { look } from "./pages.mjs";

await answer(async (browser, { diagrams, pages }) => {
    const [drawn, seen] = await Promise.all([drawAll(browser, diagrams), lookAtAll(browser, pages)]);
    return { diagrams: drawn, pages: seen };
});

async function lookAtAll(browser, pages) {
    const seen = [];
    for (const page of pages)
        seen.push(await look(browser, page));
    return seen;
}
