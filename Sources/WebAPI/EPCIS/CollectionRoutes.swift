// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Hummingbird
import TraceCodes
import TraceEvents
import TraceLedger

/// The values that occur in stored events, each with its events: `/epcis/bizSteps/shipping/events` and the like.
struct CollectionRoutes {
    let context: WebContext

    var routes: [Route] {
        Dimension.allCases.flatMap { dimension in
            let path = "/epcis/\(dimension.rawValue)"
            return [
                Route(.get, path, .anyone) { try await list(dimension, $0) },
                Route(.get, path + "/{}", .anyone) { try await resource(dimension, $0) },
                Route(.get, path + "/{}/events", .anyone) { call in
                    let value = try call.parameter(0)
                    return try await EventAnswers(context: context)
                        .list(call, fixed: QueryArgument(dimension.parameter, [value]))
                },
            ]
        }
    }

    /// What events can be listed by; the raw value is the name in paths.
    enum Dimension: String, CaseIterable, Sendable {
        case eventTypes, epcs, bizSteps, bizLocations, readPoints, dispositions

        /// The query parameter that the path stands for.
        var parameter: String {
            switch self {
            case .eventTypes: "eventType"
            case .epcs: "MATCH_anyEPC"
            case .bizSteps: "EQ_bizStep"
            case .bizLocations: "EQ_bizLocation"
            case .readPoints: "EQ_readPoint"
            case .dispositions: "EQ_disposition"
            }
        }

        /// The terms that the ledger keeps; of EPCs it keeps none.
        var terms: Term.Kind? {
            switch self {
            case .eventTypes: .eventType
            case .epcs: nil
            case .bizSteps: .bizStep
            case .bizLocations: .bizLocation
            case .readPoints: .readPoint
            case .dispositions: .disposition
            }
        }
    }

    private func list(_ dimension: Dimension, _ call: Call) async throws -> Response {
        let settings = context.settings
        let paging = try Paging(call, limits: settings.limits)
        try paging.refuseOthers()
        let form = try AnswerForm.identifiers(call.header(.epcFormat), settings.companyPrefixes)
        let after = try ListToken.position(paging.token, list: dimension.rawValue, now: context.now)
        let page = try await context.ledger.read(as: call.caller.audience) { reader in
            guard let kind = dimension.terms else {
                return try EPCPage(reader, after: after, size: paging.size, form)
            }
            return try TermPage(reader, kind, after: after, size: paging.size, form).page
        }
        return try Collection.response(page.members, call) { headers in
            guard let next = page.next else { return }
            let token = ListToken(list: dimension.rawValue, after: next, now: context.now)
            paging.addNext(token.text, expires: token.expires, to: &headers, call, settings)
        }
    }

    private func resource(_ dimension: Dimension, _ call: Call) async throws -> Response {
        let value = try call.parameter(0)
        let isKnown = try await context.ledger.read(as: call.caller.audience) {
            try dimension.contains(value, $0)
        }
        guard isKnown else { throw Problem.noResource("no event has “\(value)” in \(dimension.rawValue)") }
        return try Collection.response(["events"], call)
    }
}

extension CollectionRoutes.Dimension {
    /// Whether a value occurs, or is one of the standard.
    fileprivate func contains(_ value: String, _ reader: LedgerReader) throws -> Bool {
        switch self {
        case .eventTypes:
            return try EventType.standard.contains(EventType(name: value))
                || reader.contains(value, as: .eventType)
        case .bizSteps: return try CBV.bizStep.contains(value, .bizStep, reader)
        case .dispositions: return try CBV.disposition.contains(value, .disposition, reader)
        case .epcs, .bizLocations, .readPoints:
            let query = try EventQuery([QueryArgument(parameter, [value])])
            return try !reader.page(of: query, PageRequirement(size: 1, now: 0)).events.isEmpty
        }
    }
}

extension CBV {
    fileprivate func contains(_ value: String, _ kind: Term.Kind, _ reader: LedgerReader) throws -> Bool {
        let word = bareWord(value)
        return try words.contains(word) || reader.contains(word, as: kind)
    }
}
