// SPDX-License-Identifier: MIT
// What tests/pictures.py asks: pages as pictures, in `scheme` (light or dark), as far as `width` and `height` go; or printed, where the name
// of the `picture` ends in .pdf.
import { pathToFileURL } from "node:url";
import { answer } from "./browser.mjs";

async function take(browser, { path, picture, width, height, scheme }) {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1.5, colorScheme: scheme });
    await page.goto(pathToFileURL(path).href);
    if (picture.endsWith(".pdf"))
        await page.pdf({ path: picture, preferCSSPageSize: true, printBackground: true });
    else
        await page.screenshot({ path: picture });
    await page.close();
}

await answer(async (browser, { pictures }) => {
    for (const picture of pictures)
        await take(browser, picture);
    return pictures.length;
});
