// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import WebAPI

/// What every page has around its own content.
struct PageShell: Sendable {
    let wording: Wording
    /// The page's own address without language.
    let address: String
    /// What the search box holds.
    var query = ""

    var phrases: Phrases { wording.phrases }

    /// - Parameter title: of the page, without the name of the service.
    func context(title: String, _ content: PageValues) -> PageValues {
        let isEnglish = wording.language == .english
        // An address that begins with two slashes would lead to another server.
        let own = address.hasPrefix("/") && !address.hasPrefix("//") ? address : "/"
        var context = content
        context["htmlLanguage"] = wording.language.tag
        context["pageTitle"] = title
        context["homeAddress"] = wording.address(path: "/")
        context["standardsAddress"] = wording.address(path: "/standards")
        context["isEnglish"] = isEnglish
        context["otherAddress"] = own + (own.contains("?") ? "&" : "?") + (isEnglish ? "lang=zh" : "lang=en")
        context["query"] = query
        return context
    }
}
