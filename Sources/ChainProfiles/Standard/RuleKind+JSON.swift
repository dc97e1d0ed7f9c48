// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceText

extension RuleKind {
    /// Writes the parameters under the names that they have in a profile.
    func writeParameters(to writer: inout JSONWriter) {
        switch self {
        case .elementRequired(let element):
            writer.member("element", element)
        case .elementLimit(let limit):
            writer.member("element", limit.element)
            writer.member("min", limit.minimum)
            writer.member("max", limit.maximum)
            writer.member("by", limit.by)
            guard !limit.limits.isEmpty else { return }
            writer.key("limits")
            writer.object { writer in
                for (code, maximum) in limit.limits.sorted(by: { $0.key < $1.key }) {
                    writer.member(code, maximum)
                }
            }
        case .elementValue(let element, let values, let isNegative):
            writer.member("element", element)
            writer.member(isNegative ? "not-in" : "in", values)
        case .duration(let start, let end, let span):
            writer.member("start", start)
            writer.member("end", end)
            writer.span(span)
        case .licenceValid(let role, let licences):
            writer.member("of", role.rawValue)
            writer.member("licences", licences)
        case .partyType(let role, let types):
            writer.member("of", role.rawValue)
            writer.member("types", types)
        case .region(let role, let prefixes, let isNegative):
            writer.member("of", role.rawValue)
            writer.member(isNegative ? "not-in" : "in", prefixes)
        case .documentValid(let document, let isRequired):
            writer.member("document", document)
            writer.member("required", isRequired)
        case .massBalance(let output, let input, let low, let high):
            writer.member("output", output.fieldName)
            writer.member("input", input.fieldName)
            writer.key("band")
            writer.array {
                $0.number(Plain.text(low))
                $0.number(Plain.text(high))
            }
        case .sensorRange(let range):
            writer.member("type", range.type)
            writer.member("measure", range.measure)
            writer.member("min", range.minimum)
            writer.member("max", range.maximum)
            writer.member("for", range.tolerated?.text)
        case .sensorGap(let type, let interval, let times):
            writer.member("type", type)
            writer.member("interval", interval.text)
            writer.member("times", times)
        case .codeCheck(let source, let schemes, let region):
            writer.member("of", source.fieldName)
            writer.member("schemes", schemes)
            writer.member("region", region?.rawValue)
        default:
            writeHistoryParameters(to: &writer)
        }
    }

    private func writeHistoryParameters(to writer: inout JSONWriter) {
        switch self {
        case .predecessor(let stages):
            writer.member("stages", stages)
        case .lifeState(let states):
            writer.member("in", states)
        case .intervalAfterUse(let stages, let days, let key):
            writer.member("use", stages)
            writer.member("days", days)
            writer.member("key", key.name)
        case .expiry(let element):
            writer.member("element", element)
        case .interval(let since, let span, let key):
            writer.member("since", since)
            writer.span(span)
            writer.member("key", key.name)
        case .dueDate(let due):
            due.write(to: &writer)
        case .shipReceive(let stages, let within, let tolerance):
            writer.member("receive", stages)
            writer.member("within", within.text)
            writer.member("tolerance", tolerance)
        case .setBalance(let used, let returned, let document, let within):
            writer.member("used", used)
            writer.member("returned", returned)
            writer.member("key", document)
            writer.member("within", within.text)
        case .stockBalance(let inward, let outward):
            writer.member("in", inward)
            writer.member("out", outward)
        case .unique(let stages, let source):
            writer.member("stages", stages)
            writer.member("of", source.fieldName)
        case .match(let value, let stages, let other, let key):
            writer.member("value", value.name)
            writer.member("stages", stages)
            writer.member("other", other.name)
            writer.member("key", key.name)
        case .documentOverdrawn(let document, let tolerance):
            writer.member("document", document)
            writer.member("tolerance", tolerance)
        case .quota(let licence, let amount, let per):
            writer.member("licence", licence)
            writer.member("of", amount.fieldName)
            writer.member("per", per.rawValue)
        case .capacity(let capacity):
            writer.member("in", capacity.inward)
            writer.member("out", capacity.outward)
            writer.member("by", capacity.by)
            writer.key("apart")
            writer.array { writer in
                for kinds in capacity.apart {
                    writer.array { writer in for kind in kinds { writer.string(kind) } }
                }
            }
        case .silentNode(let days, let after):
            writer.member("days", days)
            writer.member("after", after)
        default:
            return
        }
    }
}

extension DueDate {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.member("then", then)
        writer.member("stop", stop)
        writer.member("within", within?.text)
        writer.member("from", from)
        writer.member("key", key.name)
        if let by {
            writer.key("within-by")
            writer.object { writer in
                writer.member("element", by)
                writer.key("values")
                writer.object { writer in
                    for (code, period) in periods.sorted(by: { $0.key < $1.key }) {
                        writer.member(code, period.text)
                    }
                }
            }
        }
        guard let calendar else { return }
        writer.key("calendar")
        writer.object { writer in
            writer.member("base", calendar.base)
            writer.key("years")
            writer.array { writer in for year in calendar.years { writer.integer(year) } }
            writer.member("then-every", calendar.thenEvery)
            writer.member("keep-month", calendar.keepsMonth)
            writer.member("early", calendar.early?.text)
        }
    }
}

extension HistoryKey {
    /// As it is written in a profile.
    var name: String {
        switch self {
        case .unit: "unit"
        case .place: "place"
        case .container: "container"
        case .from: "from"
        case .subject: "subject"
        case .document(let type): type
        case .element(let id): id
        }
    }
}

extension ValueSource {
    /// As it is written in a profile.
    var name: String {
        switch self {
        case .subject: "subject"
        case .place: "place"
        case .region: "region"
        case .from: "from"
        case .to: "to"
        case .container: "container"
        case .element(let id): id
        }
    }
}

extension JSONWriter {
    fileprivate mutating func span(_ span: Span) {
        member("at-least", span.atLeast?.text)
        member("at-most", span.atMost?.text)
    }
}
