// SPDX-License-Identifier: MIT
// What tests/pictures.py asks: pages as pictures, in `scheme` (light or dark), `width` wide and as far down as the first element `until`; or
// printed, where the name of the `picture` ends in .pdf.
import { pathToFileURL } from "node:url";
import { answer } from "./browser.mjs";

const BELOW = 10; // pixels

async function take(browser, { path, picture, width, until, scheme }) {
    const page = await browser.newPage({ viewport: { width, height: width }, deviceScaleFactor: 1.5, colorScheme: scheme });
    await page.goto(pathToFileURL(path).href);
    if (picture.endsWith(".pdf"))
        await page.pdf({ path: picture, preferCSSPageSize: true, printBackground: true });
    else {
        const { y, height } = await page.locator(until).first().boundingBox();
        await page.screenshot({ path: picture, fullPage: true, clip: { x: 0, y: 0, width, height: Math.round(y + height) + BELOW } });
    }
    await page.close();
}

await answer(async (browser, { pictures }) => {
    for (const picture of pictures)
        await take(browser, picture);
    return pictures.length;
});
