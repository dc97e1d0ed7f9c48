// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

/// Finds prefixes that a request's header and the document declare differently.
enum ContextConflicts {
    /// Looks into the context of the document and of each of its events.
    static func find(in root: JSONValue, outside: [String: String], into found: inout FaultList) {
        if let context = root["@context"] { compare(context, outside, &found) }
        guard let body = root["epcisBody"] else { return }
        let list = body["eventList"] ?? body["queryResults"]?["resultsBody"]?["eventList"]
        guard let list else { return }
        for event in list.elements {
            if let context = event["@context"] { compare(context, outside, &found) }
        }
    }

    private static func compare(_ context: JSONValue, _ outside: [String: String], _ found: inout FaultList) {
        for part in context.elements { compare(part, outside, &found) }
        for (key, value) in context.members {
            guard let prefix = key.string, let other = outside[prefix], let uri = Namespaces.uri(in: value),
                uri != other
            else { continue }
            found.add(
                .standard,
                at: value,
                "the prefix \(prefix) is \(uri) here and \(other) in GS1-Extensions; both must be the same"
            )
        }
    }
}
