// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import TraceCodes
import WebAPI

/// Writes each kind of page from its model.
struct PageWriter: Sendable {
    let assets: AssetShelf
    let renderer: PageRenderer
    let standards = StandardShelf()
    private let catalogue = TextCatalogue.standard

    init(assetFolder: String?) throws {
        assets = AssetShelf(folder: assetFolder)
        renderer = try PageRenderer(assets: assets)
    }

    func product(_ page: ProductPage, _ language: PageLanguage) -> Page {
        let shell = shell(page.start, page.names, language)
        let context = page.context(shell, library: assets.address(AssetShelf.drawingLibrary))
        return Page(html: renderer.html("product", context, language))
    }

    func records(_ page: RecordPage, _ language: PageLanguage) -> Page {
        let template = page.code.level == .product ? "product-class" : "place"
        let context = page.context(shell(page.code, page.names, language))
        return Page(html: renderer.html(template, context, language))
    }

    func event(_ page: EventPage, _ code: TraceCode, _ language: PageLanguage) -> Page {
        let context = page.context(shell(code, page.names, language))
        return Page(html: renderer.html("event", context, language))
    }

    func unknown(_ page: UnknownPage, _ language: PageLanguage) -> Page {
        let context = page.context(shell(page.code, page.names, language))
        return Page(status: 404, html: renderer.html("unknown", context, language))
    }

    func malformed(_ error: CodeError, _ typed: String, _ request: PageRequest) -> Page {
        let page = MalformedPage(error, typed: typed)
        var shell = shell(request)
        shell.query = page.code.typed
        return Page(status: 400, html: renderer.html("malformed", page.context(shell), request.language))
    }

    func home(_ examples: [PublicPages.Example], isEmptySearch: Bool, _ language: PageLanguage) -> Page {
        let wording = Wording(phrases: catalogue.phrases(language), names: NameBook())
        var groups: [LocalName] = []
        for example in examples where !groups.contains(example.group) { groups.append(example.group) }
        let shell = PageShell(wording: wording, address: "/")
        let context = shell.context(
            title: shell.phrases["home.title"],
            [
                "isEmptySearch": isEmptySearch, "hasExamples": !examples.isEmpty,
                "groups": groups.map { group -> PageValues in
                    [
                        "group": wording.text(group),
                        "examples": examples.filter { $0.group == group }.map {
                            ["name": wording.text($0.name), "address": wording.address($0.code)]
                        },
                    ]
                },
            ]
        )
        let html = renderer.html("home", context, language)
        return Page(html: html, cacheSeconds: isEmptySearch ? 0 : Self.homeSeconds)
    }

    /// A page with a title and a sentence: the texts `{key}.title` and `{key}.text`.
    func notice(_ key: String, status: Int, _ request: PageRequest) -> Page {
        let shell = shell(request)
        let title = shell.phrases["\(key).title"]
        let context = shell.context(title: title, ["name": title, "text": shell.phrases["\(key).text"]])
        return Page(status: status, html: renderer.html("notice", context, request.language))
    }

    private func shell(_ code: TraceCode, _ names: NameBook, _ language: PageLanguage) -> PageShell {
        PageShell(wording: Wording(phrases: catalogue.phrases(language), names: names), address: code.path)
    }

    func shell(_ request: PageRequest) -> PageShell {
        let wording = Wording(phrases: catalogue.phrases(request.language), names: NameBook())
        let search = "/search?q=" + PercentEncoding.escape(request.typed.utf8.prefix(2_000), .query)
        return PageShell(wording: wording, address: request.path == "/search" ? search : request.path)
    }

    /// For so long others may show the home page without asking again. A page that shows something of the ledger is
    /// asked for each time, so that nobody sees goods as they were before a recall.
    private static let homeSeconds = 60
}
