// SPDX-License-Identifier: MIT
// Draws diagrams as GitHub and others do, with Mermaid.
import { createRequire } from "node:module";
import { complaints } from "./browser.mjs";

const MERMAID = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");

// In the page: the picture's nodes, legend, edges and labels, and the kinds of elements that labels hold.
async function draw([text, id]) {
    try {
        await mermaid.parse(text);
        const { svg } = await mermaid.render(id, text);
        const root = document.createElement("div");
        root.innerHTML = svg;
        const texts = (selector) => [...root.querySelectorAll(selector)].map((element) => element.textContent);
        const kinds = [...root.querySelectorAll("span.nodeLabel, span.edgeLabel")].flatMap((label) => [...label.querySelectorAll("*")]);
        return {
            nodes: texts(".node:not([id*='-legend-']) .nodeLabel"),
            legend: texts(".node[id*='-legend-'] .nodeLabel"),
            edges: root.querySelectorAll(".edgePaths path").length,
            labels: texts("span.edgeLabel").filter((label) => label.trim()),
            elements: [...new Set(kinds.map((element) => element.localName))],
            picture: /aria-roledescription="error"/.test(svg) ? "a bomb" : "a flowchart",
        };
    } catch (error) {
        return { error: String(error.message ?? error) };
    } finally {
        document.body.replaceChildren();
    }
}

export async function drawAll(browser, texts) {
    const page = await browser.newPage();
    const found = complaints(page);
    await page.setContent("<!DOCTYPE html>"); // else it would not be read as the standard says
    await page.addScriptTag({ path: MERMAID });
    await page.evaluate(() => mermaid.initialize({ startOnLoad: false }));
    const drawn = [];
    for (const [i, text] of texts.entries()) {
        const result = await page.evaluate(draw, [text, `diagram${i}`]);
        drawn.push({ ...result, complaints: found.splice(0) });
    }
    await page.close();
    return drawn;
}
