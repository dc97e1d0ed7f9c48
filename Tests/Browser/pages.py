# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""Opens the public pages as a phone: pages.py BASE MANGO_PATH PORK_PATH [SCREENSHOT_FOLDER]."""

import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PHONE = {"width": 390, "height": 844}
base, mango, pork = sys.argv[1:4]
shots = Path(sys.argv[4]) if len(sys.argv) > 4 else None
failures = []


def expect(condition, what):
    print(("ok    " if condition else "FAIL  ") + what)
    if not condition:
        failures.append(what)


def look(page, name):
    """Axe finds nothing, nothing is wider than the phone, and the picture is kept."""
    violations = Axe().run(page).response["violations"]
    expect(not violations, f"{name}: axe finds no violation {[v['id'] for v in violations]}")
    expect(page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], f"{name}: fits the phone")
    expect("undefined" not in page.inner_text("body"), f"{name}: nothing undefined")
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=shots / f"{name}.png", full_page=True)


def journey(context, name, path, chinese, english):
    page = context.new_page()
    answer = page.goto(base + path)
    expect(answer.status == 200, f"{name}: is there")
    text = page.inner_text("body")
    expect(all(word in text for word in chinese), f"{name}: tells the journey in Chinese {chinese}")
    expect(page.get_attribute("html", "lang").startswith("zh"), f"{name}: says that it is Chinese")
    look(page, f"{name}-zh")
    page.goto(base + path + "?lang=en")
    text = page.inner_text("body").lower()
    expect(all(word.lower() in text for word in english), f"{name}: tells the journey in English {english}")
    look(page, f"{name}-en")
    page.goto(base + path)
    links = page.locator("main a[href^='/01/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    ingredients = [link for link in links if link.split("?")[0] != path]
    expect(bool(ingredients), f"{name}: leads to an ingredient")
    if ingredients:
        answer = page.goto(base + ingredients[0])
        expect(answer.status == 200, f"{name}: the ingredient has its page")
        look(page, f"{name}-ingredient")
    page.close()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    for scripted in (True, False):
        kind = "script" if scripted else "plain"
        context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=True)
        if not scripted:
            # Axe itself is a script, so the page's own are kept out instead of switching scripts off.
            context.route("**/*.js", lambda route: route.abort())
        journey(context, f"mango-{kind}", mango, ["芒果"], ["mango"])
        journey(context, f"pork-{kind}", pork, ["猪"], ["pork"])
        context.close()

    context = browser.new_context(viewport=PHONE, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    for name, path, words in [("mango", mango, ["芒果"]), ("pork", pork, ["猪"])]:
        page.goto(base + path)
        text = page.inner_text("body")
        expect(all(word in text for word in words), f"{name}: tells the journey with scripts switched off")
        page.locator("details summary").first.click()
        expect(page.locator("details[open]").count() == 1, f"{name}: opens an ingredient with scripts switched off")
    context.close()

    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    page.goto(base + pork)
    page.locator("button", has_text="画出关系图").click()
    page.wait_for_selector("canvas")
    look(page, "pork-graph")
    for name, path, status, words in [
        ("home", "/", 200, ["琼溯"]),
        ("unknown", "/01/06901234567892/21/NOBODY", 404, ["06901234567892"]),
        ("malformed", "/01/06901234567893", 400, ["3", "2"]),
    ]:
        answer = page.goto(base + path)
        expect(answer.status == status, f"{name}: answers {status}, got {answer.status}")
        text = page.inner_text("body")
        expect(all(word in text for word in words), f"{name}: says {words}")
        look(page, name)
    page.goto(base + "/")
    page.fill("input[name=q]", mango.replace("/01/", "(01)").replace("/21/", "(21)").replace("/10/", "(10)"))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page.url.split("?")[0] == base + mango, f"search {page.url}: an element string leads to the product's page")
    browser.close()

sys.exit(f"{len(failures)} failed: {failures}" if failures else 0)
