# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: the Qiongsu authors
"""Opens the public pages as a phone: pages.py BASE WHAT_DEMO_PRINTED [SCREENSHOT_FOLDER]."""

import re
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

PHONE = {"width": 390, "height": 844}
HAN = re.compile("[\u4e00-\u9fff]")
# The cities and counties of the province, one of which every journey through it names.
CITIES = "海口 三亚 三沙 儋州 五指山 琼海 文昌 万宁 东方 定安 屯昌 澄迈 临高 白沙 昌江 乐东 陵水 保亭 琼中".split()
INDUSTRIES = {
    "zh": ["食用农产品", "食品", "药品", "主要农业生产资料", "特种设备", "危险品"],
    "en": ["Edible agricultural products", "Food", "Drugs", "Main agricultural inputs", "Special equipment", "Dangerous goods"],
}
base, demonstration = sys.argv[1:3]
shots = Path(sys.argv[3]) if len(sys.argv) > 3 else None
failures = []
# The path of each thing that the demonstration shows, by its line.
addresses = dict(line.rsplit(": ", 1) for line in Path(demonstration).read_text().splitlines() if ": /" in line)


def address(word):
    return next(path for line, path in addresses.items() if word in line)


mango, pork = address("芒果"), address("猪五花")


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
    expect(any(city in text for city in CITIES), f"{name}: names a city or county of the province")
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
    for language in ("zh", "en"):
        answer = page.goto(base + "/?lang=" + language)
        expect(answer.status == 200, f"home-{language}: is there")
        groups = page.locator("h3.group-title").all_inner_texts()
        expect(groups == INDUSTRIES[language], f"home-{language}: shows goods of every industry {groups}")
        for region in ("examples", "where", "standards"):
            expect(page.locator(f"section[aria-labelledby={region}-title]").count() == 1, f"home-{language}: has {region}")
        expect(page.locator("form[role=search]").count() == 1, f"home-{language}: has the search")
        names = page.locator(".examples a").all_inner_texts()
        expect(len(names) == len(addresses), f"home-{language}: leads to everything of the demonstration, {len(names)}")
        expect(not any(re.search("[0-9A-Z]{8}", name) for name in names), f"home-{language}: names goods, not codes")
        look(page, f"home-{language}")
    for name, word, chinese in [
        ("cowpea", "豇豆", "豇豆"),
        ("baijiu", "白酒", "白酒"),
        ("drug", "头孢克洛胶囊", "头孢克洛胶囊"),
        ("pesticide", "氯虫苯甲酰胺", "氯虫苯甲酰胺"),
        ("lift", "电梯", "电梯"),
        ("cylinder", "钢瓶", "液化石油气瓶"),
        ("fireworks", "烟花", "烟花"),
    ]:
        page.goto(base + address(word))
        text = page.inner_text("body")
        expect(chinese in page.inner_text("h1"), f"{name}: is called by its name, {page.inner_text('h1')}")
        expect(any(city in text for city in CITIES), f"{name}: names a city or county of the province")
        expect("urn:" not in text, f"{name}: shows codes as people know them")
        states = page.locator("section[aria-labelledby=life-title] dd").all_inner_texts()
        expect(all(HAN.search(state) for state in states), f"{name}: tells its state in Chinese {states}")
        look(page, f"{name}-zh")
        page.goto(base + address(word) + "?lang=en")
        look(page, f"{name}-en")
    page.goto(base + "/")
    for word in ("头孢克洛胶囊", "氯虫苯甲酰胺", "电梯", "钢瓶", "种子", "豇豆"):
        code = address(word).rsplit("/", 1)[1]
        page.goto(base + "/search?q=" + code)
        expect(page.url == base + address(word), f"search {code}: a code as it is printed leads to the page of {word}")
    page.goto(base + pork)
    page.locator("button", has_text="画出关系图").click()
    page.wait_for_selector("canvas")
    look(page, "pork-graph")
    for name, path, status, words in [
        ("unknown", "/01/06901234567892/21/NOBODY", 404, ["06901234567892"]),
        ("malformed", "/01/06901234567893", 400, ["3", "2"]),
        ("nowhere", "/no/such/page", 404, ["没有这个页面"]),
        ("no-standard", "/standards/nothing?lang=en", 404, ["There is no such page"]),
        ("guarded", "/c/detonator/3560921A00031", 404, ["没有查到这个码的记录"]),
    ]:
        answer = page.goto(base + path)
        expect(answer.status == status, f"{name}: answers {status}, got {answer.status}")
        text = page.inner_text("body")
        expect(all(word in text for word in words), f"{name}: says {words}")
        look(page, name)
    for name, path, words in [
        ("standards-zh", "/standards", ["重要产品追溯标准", "食用农产品", "猪肉"]),
        ("standards-en", "/standards?lang=en", ["Traceability standards", "Special equipment", "Lifts"]),
        ("standard-pork-zh", "/standards/pork", ["猪肉追溯标准", "S1 数据采集指标", "S5 追溯链条构成", "屠宰"]),
        ("standard-pork-en", "/standards/pork?lang=en", ["Pork: traceability standard", "S3 Interface", "Slaughter"]),
        ("standard-codes-en", "/standards/codes?lang=en", ["Unified social credit code", "check character of GB 32100"]),
        ("standard-reference-zh", "/standards/reference", ["省农业农村厅", "2018-10-01", "预警目录"]),
    ]:
        answer = page.goto(base + path)
        expect(answer.status == 200, f"{name}: answers 200, got {answer.status}")
        text = page.inner_text("body")
        expect(all(word in text for word in words), f"{name}: says {words}")
        look(page, name)
    # Folded parts are unfolded for axe, and opened by a tap as well where scripts are switched off.
    page.goto(base + "/standards/pork")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    look(page, "standard-pork-open")
    files = page.locator("main a[href$='.json']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    expect(len(files) > 30, f"standard-pork: leads to the files of its stages, {len(files)}")
    for file in files[:4]:
        expect(page.request.get(base + file).status == 200, f"{file}: is there")
    page.goto(base + "/?lang=en")
    page.click("footer a[href='/standards?lang=en']")
    expect(page.inner_text("h1") == "Traceability standards", "the foot of every page leads to the standards")
    page.goto(base + "/")
    page.fill("input[name=q]", mango.replace("/01/", "(01)").replace("/21/", "(21)").replace("/10/", "(10)"))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page.url.split("?")[0] == base + mango, f"search {page.url}: an element string leads to the product's page")
    browser.close()

sys.exit(f"{len(failures)} failed: {failures}" if failures else 0)
