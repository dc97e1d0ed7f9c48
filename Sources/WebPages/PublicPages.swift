// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceCodes
package import TraceLedger
package import TraceLog
package import WebAPI

/// The pages that anybody sees: what a product is and where it comes from, in Chinese and English.
package struct PublicPages: Sendable {
    private let source: PageSource
    private let writer: PageWriter
    private let examples: [Example]
    private let pages: RecentCache<PageKey, Page>

    /// Goods that a visitor may look at first, by what people call them.
    package struct Example: Sendable {
        package let code: TraceCode
        package let name: LocalName
        /// Of one industry, say.
        package let group: LocalName

        package init(_ code: TraceCode, name: LocalName, group: LocalName) {
            self.code = code
            self.name = name
            self.group = group
        }
    }

    private struct PageKey: Hashable, Sendable {
        let canonical: String
        let language: PageLanguage
    }

    /// - Parameters:
    ///   - log: the log to which pages lead; nil: none.
    ///   - assetFolder: where `echarts.min.js` lies; where it is missing, pages offer the graph as a list only.
    ///   - examples: goods that the home page leads to; those of one group stand together.
    ///   - cacheBytes: how much HTML is kept to be given again, for as long as ``RecentCache`` says.
    /// - Throws: what is wrong with a built-in template, which tests rule out.
    package init(
        ledger: Ledger,
        log: EventLog? = nil,
        assetFolder: String? = nil,
        examples: [Example] = [],
        cacheBytes: Int = 24 << 20
    ) throws {
        source = PageSource(ledger: ledger, log: log)
        writer = try PageWriter(assetFolder: assetFolder)
        pages = RecentCache(capacity: cacheBytes)
        self.examples = examples
    }

    /// The pages as the HTTP application asks for them.
    package var provider: PageProvider {
        PageProvider(
            product: { try await product($0, $1) },
            malformed: { error, typed, request in writer.malformed(error, typed, request) },
            home: { home($0, isEmptySearch: false) },
            search: { try await search($0) },
            standard: { writer.standard($0, $1, $2) },
            refusal: { refusal($0, $1) },
            asset: { writer.assets[$0] }
        )
    }

    /// The page of an address that leads nowhere, of a request that is wrong, or for a fault of ours.
    private func refusal(_ status: Int, _ request: PageRequest) -> Page {
        let key =
            switch status {
            case 404: "not-found"
            case ..<500: "refused"
            default: "failure"
            }
        return writer.notice(key, status: status, request)
    }
}

extension PublicPages {
    private func product(_ code: TraceCode, _ request: PageRequest) async throws -> Page {
        let key = PageKey(canonical: code.canonical, language: request.language)
        let moment = try await source.moment
        if let page = pages.value(key, at: moment) { return page }
        let page = try await rendered(code, request.language, at: moment)
        pages.keep(page, as: key, bytes: page.html.count + code.canonical.utf8.count + 200, from: moment)
        return page
    }

    private func rendered(_ code: TraceCode, _ language: PageLanguage, at moment: LedgerMoment) async throws
        -> Page
    {
        let isOfRecords = [.place, .party, .product].contains(code.level)
        if !isOfRecords {
            if let page = try await source.product(code, at: moment) { return writer.product(page, language) }
            if code.scheme == .uri, let page = try await source.event(code.canonical, at: moment) {
                return writer.event(page, code, language)
            }
        }
        // A URI may as well be the name of a place.
        let page = try await source.records(of: code, listsUnits: code.level == .product, at: moment)
        guard page.isEmpty else { return writer.records(page, language) }
        let names = try await source.names(of: [code.canonical], at: moment)
        return writer.unknown(UnknownPage(code: code, names: names), language)
    }

    private func search(_ request: PageRequest) async throws -> Page {
        guard request.typed.contains(where: { !$0.isWhitespace }) else {
            return home(request, isEmptySearch: true)
        }
        let code: TraceCode
        do throws(CodeError) {
            code = try CodeReader.read(request.typed)
        } catch {
            return writer.malformed(error, request.typed, request)
        }
        return try await product(code, request)
    }

    private func home(_ request: PageRequest, isEmptySearch: Bool) -> Page {
        writer.home(examples, isEmptySearch: isEmptySearch, request.language)
    }
}
