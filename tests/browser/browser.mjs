// SPDX-License-Identifier: MIT
// The browser in which pages and diagrams are looked at: one process, which asks nothing of the network by itself.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];

// Waits for what takes long on a busy machine; only something that hangs takes longer.
export const PATIENCE = 120_000; // milliseconds

// Runs `use` with what stands as JSON on standard input and the browser whose path it names as `browser`; prints what it gives as JSON.
export async function answer(use) {
    const request = JSON.parse(readFileSync(0, "utf8"));
    const browser = await chromium.launch({ executablePath: request.browser, args: QUIET, timeout: PATIENCE });
    try {
        console.log(JSON.stringify(await use(browser, request)));
    } finally {
        await browser.close();
    }
}

// What the page asks for besides itself, and what it complains of, as it comes.
export function complaints(page) {
    const found = [];
    page.on("request", (request) => {
        if (!request.isNavigationRequest())
            found.push(`asks for ${request.url().slice(0, 200)}`);
    });
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type()))
            found.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => found.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => {
        found.push(`opens a dialog: ${dialog.message()}`);
        dialog.dismiss();
    });
    return found;
}
