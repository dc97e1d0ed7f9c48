// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import TraceCodes
import TraceEvents
import TraceLedger
import TraceText

/// The GS1 Digital Link resolver: a code's own address leads people to a page and machines to data.
struct ResolverRoutes {
    let context: WebContext

    var routes: [Route] {
        GS1Key.allCases.map { key in Route(.get, "/\(key.identifier)/{…}", .anyone, resolve) } + [
            Route(.get, "/c/{}/{}", .anyone, resolve),
            Route(.get, "/.well-known/gs1resolver", .anyone, description),
        ]
    }

    private enum Form: String, CaseIterable {
        case page = "text/html"
        case json = "application/json"
        case linkset = "application/linkset+json"
    }

    private func resolve(_ call: Call) async throws -> Response {
        let wanted = try call.item("linkType")
        let form = try form(call, wanted)
        let code: TraceCode
        do throws(CodeError) {
            code = try CodeReader.read(call.path)
        } catch {
            guard form == .page, let pages = context.pages else { throw error }
            let typed = (try? Address.decoded(call.path)) ?? call.path
            return try await pages.malformed(error, typed, PageRoutes.request(call, typed: typed)).response
        }
        var response = try await answer(code, call, form, wanted)
        let anchor = call.origin(context.settings) + code.path
        response.headers[.link] =
            "<\(anchor)?linkType=all>; rel=\"linkset\"; type=\"application/linkset+json\""
        response.headers[.vary] = "Accept"
        return response
    }

    private func answer(_ code: TraceCode, _ call: Call, _ form: Form, _ wanted: String?) async throws
        -> Response
    {
        let links = ResolverLinks(code: code, origin: call.origin(context.settings))
        if let wanted, !["all", "linkset"].contains(wanted) {
            guard let link = links.link(type: wanted) else {
                throw Problem.noResource(
                    "this code has links of the types \(ResolverLinks.typeNames), not “\(wanted)”"
                )
            }
            if link.type != .page || form != .page {
                return Response(
                    status: .temporaryRedirect,
                    headers: [.location: link.href, .contentLength: "0"]
                )
            }
        }
        switch form {
        case .linkset:
            return Response(
                status: .ok,
                headers: [.contentType: Form.linkset.rawValue],
                body: ResponseBody(links.linkset)
            )
        case .page:
            guard let pages = context.pages else {
                return try await known(code, links, for: call.caller.audience)
            }
            let typed = try Address.decoded(call.path)
            return try await pages.product(code, PageRoutes.request(call, typed: typed)).response
        case .json: return try await known(code, links, for: call.caller.audience)
        }
    }

    /// What is known of a code, for machines.
    private func known(_ code: TraceCode, _ links: ResolverLinks, for audience: Audience) async throws
        -> Response
    {
        let (isKnown, attributes) = try await context.ledger.read(as: audience) { reader in
            let elements = try reader.masterData(code.canonical)
            let isNamed = try reader.names(code.canonical, roles: .named)
            return (isNamed, elements.flatMap { $0.element.attributes })
        }
        guard isKnown || !attributes.isEmpty else {
            throw Problem.noResource("the code \(code.canonical) is well formed, but no event names it")
        }
        let urn = try? code.urn(companyPrefixes: context.settings.companyPrefixes)
        return .json { writer in
            writer.object {
                $0.member("code", code.canonical)
                $0.member("scheme", code.scheme.id)
                $0.member("level", code.level.rawValue)
                $0.member("digitalLink", code.digitalLink)
                $0.member("urn", urn)
                $0.member("elementString", code.elementString)
                $0.member("hasEvents", isKnown)
                for type in ResolverLinks.LinkType.allCases {
                    $0.member(type.memberName, links.link(type).href)
                }
                $0.objects("masterData", attributes) { attribute, writer in
                    writer.member("id", attribute.id)
                    writer.member("value", attribute.value.text)
                }
            }
        }
    }

    /// A client that takes anything gets the page.
    private func form(_ call: Call, _ wanted: String?) throws(Problem) -> Form {
        if wanted == "all" || wanted == "linkset" { return .linkset }
        let offers = Form.allCases.map(\.rawValue) + ["application/ld+json"]
        guard let type = MediaRange.best(of: offers, in: MediaRange.list(call.header(.accept))) else {
            throw .notAcceptable("a code is given as text/html, application/json or application/linkset+json")
        }
        return Form(rawValue: type) ?? .json
    }

    /// The resolver description file of GS1-Conformant resolvers.
    private func description(_ call: Call) async throws -> Response {
        .json { writer in
            writer.object {
                $0.member("name", "Qiongsu 琼溯")
                $0.member("resolverRoot", call.origin(context.settings))
                $0.member("supportedPrimaryKeys", GS1Key.allCases.map { "\($0.identifier)" })
                $0.member("linkTypeDefaultCanBeLinkset", true)
                $0.objects("supportedLinkTypes", ResolverLinks.LinkType.allCases) { type, writer in
                    writer.member("namespace", "https://ref.gs1.org/voc/")
                    writer.member("prefix", "gs1:")
                    writer.member("type", type.rawValue)
                }
            }
        }
    }
}

extension LinkRole {
    /// Every role in which an event can name a code of its own.
    fileprivate static let named: LinkRole = [
        .unit, .readPoint, .bizLocation, .source, .destination, .bizTransaction, .transformation,
    ]
}

extension ExtensionValue {
    /// The text of a value that is one.
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
