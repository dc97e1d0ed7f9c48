// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes
import TraceText

/// Where the address of a code leads, as a set of links (RFC 9264).
struct ResolverLinks: Sendable {
    let code: TraceCode
    let origin: String

    /// The GS1 link types that every code has; the raw value is their name in the GS1 Web Vocabulary.
    enum LinkType: String, CaseIterable, Sendable {
        case page = "pip"
        case traceability
        case events = "epcis"

        /// The name in our own JSON.
        var memberName: String {
            switch self {
            case .page: "page"
            case .traceability: "trace"
            case .events: "events"
            }
        }
    }

    struct Link: Sendable {
        let type: LinkType
        let href: String
        let title: String
        let mediaType: String
    }

    /// The names of ``LinkType`` as `linkType` takes them.
    static let typeNames = LinkType.allCases.map { "gs1:\($0.rawValue)" }.joined(separator: ", ")

    private static let vocabulary = "https://ref.gs1.org/voc/"

    func link(_ type: LinkType) -> Link {
        let encoded = Address.encoded(code.canonical)
        return switch type {
        case .page:
            Link(type: type, href: origin + code.path, title: "产品溯源 Product history", mediaType: "text/html")
        case .traceability:
            Link(
                type: type,
                href: "\(origin)/api/v1/trace/\(encoded)",
                title: "溯源数据 Trace",
                mediaType: "application/json"
            )
        case .events:
            Link(
                type: type,
                href: "\(origin)/epcis/events?\(parameter)=\(encoded)",
                title: "EPCIS 2.0 事件 Events",
                mediaType: "application/json"
            )
        }
    }

    /// The query parameter under which events name a code of this level.
    private var parameter: String {
        switch code.level {
        case .lot, .product: "MATCH_anyEPCClass"
        case .place: "EQ_bizLocation"
        default: "MATCH_anyEPC"
        }
    }

    /// A link by what the parameter `linkType` says: `gs1:pip`, `pip`, or the whole URI.
    func link(type text: String) -> Link? {
        let names = ["gs1:", Self.vocabulary, "https://gs1.org/voc/", ""]
        return LinkType.allCases.first { type in names.contains { text == $0 + type.rawValue } }.map(link)
    }

    /// RFC 9264, `application/linkset+json`.
    var linkset: [UInt8] {
        var writer = JSONWriter()
        writer.object {
            $0.key("linkset")
            $0.array { writer in
                writer.object { set in
                    set.member("anchor", origin + code.path)
                    set.key(Self.vocabulary + "defaultLink")
                    set.array { write(link(.page), nil, to: &$0) }
                    for type in LinkType.allCases {
                        set.key(Self.vocabulary + type.rawValue)
                        set.array { list in
                            guard type == .page else { return write(link(type), nil, to: &list) }
                            write(link(type), "zh-Hans", to: &list)
                            write(link(type), "en", to: &list)
                        }
                    }
                }
            }
        }
        return writer.bytes
    }

    private func write(_ link: Link, _ language: String?, to writer: inout JSONWriter) {
        writer.object {
            $0.member("href", language == "en" ? link.href + "?lang=en" : link.href)
            $0.member("title", link.title)
            $0.member("type", link.mediaType)
            if let language {
                $0.key("hreflang")
                $0.array { $0.string(language) }
            }
        }
    }
}
