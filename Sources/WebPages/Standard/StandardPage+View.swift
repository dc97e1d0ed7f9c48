// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Synchronization
import WebAPI

extension PageWriter {
    /// A page of the published standard.
    func standard(_ subject: StandardSubject, _ book: ProfileBook, _ request: PageRequest) -> Page {
        let address = subject.address(request)
        return standards.page(address, request.language) { written(subject, book, address, request.language) }
    }

    private func written(
        _ subject: StandardSubject,
        _ book: ProfileBook,
        _ address: String,
        _ language: PageLanguage
    ) -> Page {
        let words = StandardWords(book, language == .chinese ? .chinese : .english)
        let document =
            switch subject {
            case .index: IndexTeller(words).index
            case .codes: SchemeTeller(words).document
            case .reference: IndexTeller(words).reference
            case .profile(let profile): StandardTeller(profile, words).document
            }
        let shell = shell(PageRequest(path: address, language: language))
        let view = StandardView(wording: shell.wording)
        let context = shell.context(title: document.title, view.context(document))
        // What profiles say changes when the server is started again, and not before.
        return Page(html: renderer.html("standard", context, language), cacheSeconds: 60)
    }
}

extension StandardSubject {
    /// The one address of the page, however the request wrote it.
    fileprivate func address(_ request: PageRequest) -> String {
        switch self {
        case .index: StandardAddress.index
        case .codes: StandardAddress.codes
        case .reference: StandardAddress.reference
        case .profile(let profile):
            request.path.contains(profile.from)
                ? StandardAddress.version(profile) : StandardAddress.profile(profile.id)
        }
    }
}

/// The pages of the standard that were asked for: profiles do not change while a server runs, and there are as many
/// pages as there are versions of profiles, so all of them can be kept.
final class StandardShelf: Sendable {
    private let pages = Mutex<[String: Page]>([:])

    func page(_ address: String, _ language: PageLanguage, _ write: () -> Page) -> Page {
        let key = "\(language.rawValue) \(address)"
        if let page = pages.withLock({ $0[key] }) { return page }
        let page = write()
        pages.withLock { $0[key] = page }
        return page
    }
}

/// Puts a standard into the values of its templates.
private struct StandardView {
    let wording: Wording

    func context(_ document: StandardDocument) -> PageValues {
        [
            "indexAddress": wording.address(path: StandardAddress.index), "title": document.title,
            "lead": document.lead, "facts": facts(document.facts) as Any,
            "links": links(document.links) as Any,
            "sections": document.sections.map { section($0, isInner: false) },
        ]
    }

    private func section(_ section: StandardDocument.Section, isInner: Bool) -> PageValues {
        [
            "id": section.id, "title": section.title,
            "blocks": section.blocks.map { block($0, isInner: isInner) },
        ]
    }

    /// Every name is there in every block, or the template would look for it in the block around it.
    private func block(_ block: StandardDocument.Block, isInner: Bool) -> PageValues {
        var values: PageValues = [
            "text": false, "heading": false, "subheading": false, "facts": false, "links": false,
            "code": false,
            "chain": false, "list": false, "group": false,
        ]
        switch block {
        case .text(let text): values["text"] = text
        case .heading(let text): values[isInner ? "subheading" : "heading"] = text
        case .facts(let facts): values["facts"] = self.facts(facts)
        case .entries(let entries): values["list"] = ["entries": entries.map(entry)] as PageValues
        case .chain(let entries): values["chain"] = ["entries": entries.map(entry)] as PageValues
        case .code(let code): values["code"] = code
        case .links(let links): values["links"] = self.links(links)
        case .group(let group): values["group"] = section(group, isInner: true)
        }
        return values
    }

    private func facts(_ facts: [StandardDocument.Fact]) -> PageValues {
        ["items": facts.map { fact -> PageValues in ["label": fact.label, "value": fact.value] }]
    }

    private func links(_ links: [StandardDocument.Link]) -> PageValues {
        ["items": links.map(link)]
    }

    private func link(_ link: StandardDocument.Link) -> PageValues {
        let isPlain = link.isFile || link.address.hasPrefix("#")
        return ["title": link.title, "address": isPlain ? link.address : wording.address(path: link.address)]
    }

    private func entry(_ entry: StandardDocument.Entry) -> PageValues {
        let details = entry.details.joined(separator: " · ")
        return [
            "title": entry.title, "code": entry.code.isEmpty ? false : entry.code as Any,
            "details": details.isEmpty ? false : details as Any, "notes": entry.notes,
            "links": entry.links.map(link),
        ]
    }
}
