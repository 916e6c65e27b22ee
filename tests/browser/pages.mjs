// SPDX-License-Identifier: MIT
// Looks at pages as their readers do: in light and in dark, on a phone and a desk, by keyboard and by mouse, through a screen reader, on paper.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { complaints } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
const WIDTHS = [375, 768, 1280];
const HEIGHT = 800;
const EXPLAINED = "[tabindex][aria-describedby]";
const UPRIGHT = { width: 703, height: 1032 }; // A4 within its margins
const PAPER = { width: 1123, height: 794 }; // A4 landscape, at 96 dots an inch

// In the page: what of it is not as it should be, whoever looks at it.
function structure() {
    const problems = [];
    const all = [...document.querySelectorAll("*")];
    const ids = all.map((element) => element.id).filter(Boolean);
    const say = (elements, what) => elements.forEach((element) => problems.push(`${what}: ${element.outerHTML.slice(0, 160)}`));
    const missing = (name) => name && !document.getElementById(name);
    if (!document.title.trim())
        problems.push("no title");
    if (!document.documentElement.lang)
        problems.push("no language");
    if (document.compatMode !== "CSS1Compat")
        problems.push("no doctype");
    new Set(ids.filter((id, i) => ids.indexOf(id) !== i)).forEach((id) => problems.push(`several elements have the id ${id}`));
    say(all.filter((element) => /^(script|iframe|object|embed|form|base|link)$/i.test(element.localName)), "no page of ours has");
    say(all.filter((element) => [...element.attributes].some((attribute) => /^on/i.test(attribute.name))), "obeys events");
    say(all.filter((element) => /^\s*(javascript|data|vbscript):/i.test(element.getAttribute("href") ?? "")), "leads to a script");
    say(all.filter((element) => missing(/^#(.*)/s.exec(element.getAttribute("href") ?? "")?.[1])), "leads nowhere");
    say(all.filter((element) => ["aria-describedby", "aria-labelledby", "aria-controls", "for"].some((name) =>
        (element.getAttribute(name) ?? "").split(/\s+/).some(missing))), "refers to what is not there");
    return problems;
}

// In the page: what stands beyond its edges or is cut off.
function beyondEdges() {
    const style = (element) => getComputedStyle(element);
    const scrolls = (element) => element && element !== document.body && element !== document.documentElement &&
        (style(element).overflowX !== "visible" || scrolls(element.parentElement));
    const show = (element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 60)}`;
    const all = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const outside = all.filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(element.parentElement);
    });
    const cut = all.filter((element) => element.clientWidth > 1 && /hidden|clip/.test(style(element).overflowX) &&
        element.scrollWidth > element.clientWidth + 1);
    const problems = [...outside.map((element) => `beyond the edge: ${show(element)}`), ...cut.map((element) => `cut off: ${show(element)}`)];
    if (document.documentElement.scrollWidth > innerWidth)
        problems.unshift(`${document.documentElement.scrollWidth} pixels wide`);
    return problems.slice(0, 5);
}

async function checkWidths(page) {
    const problems = [];
    for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        problems.push(...(await page.evaluate(beyondEdges)).map((problem) => `at ${width} pixels: ${problem}`));
    }
    return problems;
}

async function checkAccess(page) {
    const problems = [];
    await page.evaluate(AXE);
    for (const colorScheme of ["light", "dark"]) {
        for (const width of [WIDTHS[0], WIDTHS[2]]) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height: HEIGHT });
            // With one explanation open, so that it is judged too.
            await page.evaluate((explained) => document.querySelector(explained)?.focus(), EXPLAINED);
            const violations = await page.evaluate(async (tags) => {
                const results = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
                return results.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) =>
                    `${id}: ${node.html.slice(0, 120)} (${[...node.any, ...node.all, ...node.none][0]?.message})`));
            }, WCAG);
            problems.push(...violations.map((violation) => `in ${colorScheme}, ${width} pixels wide: ${violation}`));
        }
    }
    await page.emulateMedia({ colorScheme: "light" });
    return problems;
}

// In the page, before keys are pressed: remembers what gets the focus, and how each looks before and then.
function watchFocus() {
    const reachable = "a[href], area[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^='-'])";
    const look = (element) => {
        const { outlineStyle, outlineWidth, boxShadow, backgroundColor, borderColor, textDecorationLine } = getComputedStyle(element);
        return [outlineStyle === "none" ? "" : outlineWidth, boxShadow, backgroundColor, borderColor, textDecorationLine].join();
    };
    document.activeElement.blur();
    const elements = [...document.querySelectorAll(reachable)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    window.focusWatch = { before: new Map(elements.map((element) => [element, look(element)])), then: new Map() };
    document.addEventListener("focusin", ({ target }) => window.focusWatch.then.set(target, look(target)));
    return elements.length;
}

function judgeFocus() {
    const { before, then } = window.focusWatch;
    const say = (element, what) => `${what}: ${element.outerHTML.slice(0, 120)}`;
    return [...before].flatMap(([element, look]) => !then.has(element) ? [say(element, "not reached by Tab")] :
        then.get(element) === look ? [say(element, "does not show that it has the focus")] : []);
}

async function checkKeyboard(page) {
    const count = await page.evaluate(watchFocus);
    for (let i = 0; i < count + 10; i++) // what can be scrolled is reached too
        await page.keyboard.press("Tab");
    return page.evaluate(judgeFocus);
}

// In the page: why the explanation of an element cannot be read; or the way to it for the mouse, from the end of the element.
async function explanation(element) {
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
    const target = document.getElementById(element.getAttribute("aria-describedby").split(/\s+/)[0]);
    if (!target?.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        return { problem: "not shown" };
    const { left, right, top, bottom, width, height } = target.getBoundingClientRect();
    if (width < 20 || height < 8)
        return { problem: `too small: ${width} by ${height}` };
    if (left < -0.5 || right > innerWidth + 0.5)
        return { problem: `from ${left} to ${right} of ${innerWidth} pixels` };
    if (Math.min(bottom, innerHeight) - Math.max(top, 0) < Math.min(height, 40) - 0.5)
        return { problem: `from ${top} down to ${bottom} of ${innerHeight} pixels` };
    const within = (at, low, high) => Math.max(low, Math.min(at, high));
    const end = [...element.getClientRects()].at(-1);
    const from = { x: (end.left + end.right) / 2, y: (end.top + end.bottom) / 2 };
    const to = { x: within(from.x, left + 4, right - 4), y: within(from.y, top + 4, bottom - 4) };
    return target.contains(document.elementFromPoint(to.x, to.y)) ? { way: [from, to] } : { problem: "covered" };
}

async function checkExplanation(page, element) {
    await page.mouse.move(0, 0);
    await element.focus();
    const focused = await element.evaluate(explanation);
    if (focused.problem)
        return `with the focus ${focused.problem}`;
    await element.evaluate((marked) => marked.blur());
    for (const [i, { x, y }] of focused.way.entries()) {
        await page.mouse.move(x, y, { steps: i === 0 ? 1 : 10 });
        const { problem } = await element.evaluate(explanation);
        if (problem)
            return `under the mouse, on the way to it, ${problem}`;
    }
}

async function checkExplanations(page) {
    const problems = [];
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
    for (const width of [WIDTHS[0], WIDTHS[2]]) {
        await page.setViewportSize({ width, height: HEIGHT });
        for (const element of await page.$$(EXPLAINED)) {
            const problem = await checkExplanation(page, element);
            if (problem)
                problems.push(`at ${width} pixels: ${problem}: ${(await element.textContent()).slice(0, 80)}`);
        }
    }
    return problems;
}

// In the page, as printed: what does not show all that it holds.
function cutOff() {
    return [...document.querySelectorAll("body, body *")].filter((element) => element.clientHeight > 1 && element.clientWidth > 1 &&
        (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1)).map((element) =>
        `cut off: ${element.scrollWidth} by ${element.scrollHeight} in ${element.clientWidth} by ${element.clientHeight}: ` +
        `<${element.localName} class="${element.getAttribute("class") ?? ""}"> ${element.textContent.trim().slice(0, 60)}`).slice(0, 5);
}

async function print(page, path) {
    await page.emulateMedia({ media: "print", colorScheme: "dark" }); // paper is white
    await page.setViewportSize(PAPER);
    const problems = await page.evaluate(cutOff);
    await page.pdf({ path, preferCSSPageSize: true, printBackground: true });
    return problems;
}

// In the page: what shows no more than a part of what it holds, since nobody scrolls paper.
function scrolled() {
    return [...document.body.querySelectorAll("*")].filter((element) => element.clientWidth > 1 && getComputedStyle(element).overflowX !== "visible" &&
        element.scrollWidth > element.clientWidth + 1).map((element) => `cut off: <${element.localName} class="${element.className}">`).slice(0, 5);
}

// On a sheet of A4 that stands upright.
async function checkPaper(page) {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize(UPRIGHT);
    const problems = [...await page.evaluate(beyondEdges), ...await page.evaluate(scrolled)];
    await page.emulateMedia({ media: "screen" });
    return problems;
}

// In the page: marks that are not written as the words around them, where a reader has colours of their own.
function unreadable() {
    const colour = (element) => getComputedStyle(element).color;
    return [...document.querySelectorAll(".source mark, .source mark > *")].filter((element) =>
        colour(element) !== colour(element.closest(".source"))).map((element) => `${colour(element)}: ${element.textContent}`).slice(0, 5);
}

async function checkContrast(page) {
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    const problems = await page.evaluate(unreadable);
    await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
    return problems;
}

// For each kind of check what is wrong with the page at `path`; `print` is where the sheet of paper is written, if it is for one.
export async function look(browser, { path, print: sheet }) {
    const page = await browser.newPage({ viewport: { width: WIDTHS[2], height: HEIGHT }, colorScheme: "light" });
    const found = complaints(page);
    await page.goto(pathToFileURL(path).href);
    const problems = { "is made well": await page.evaluate(structure) };
    problems["fits each width"] = await checkWidths(page);
    problems["fits paper"] = await checkPaper(page);
    problems["can be read in a high contrast"] = await checkContrast(page);
    problems["obeys the keyboard"] = await checkKeyboard(page);
    problems["explains what is marked"] = await checkExplanations(page);
    if (sheet)
        problems["is printed whole"] = await print(page, sheet);
    problems["needs nothing else and does not complain"] = [...found];
    await page.emulateMedia({ media: "screen" });
    problems["can be used by everybody, in light and in dark"] = await checkAccess(page);
    await page.close();
    return problems;
}
