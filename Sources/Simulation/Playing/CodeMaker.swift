// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceCodes

/// Makes codes of the schemes; no code comes twice in a play.
final class CodeMaker {
    private var counters: [String: Int] = [:]
    private var used: Set<String> = []

    /// The schemes that are made here; patterns of others are data.
    static let own: Set<String> = ["gtin", "lgtin", "sgtin", "sscc", "hn"]

    private let patterns: [String: String]

    init(patterns: [String: String]) {
        self.patterns = patterns
    }

    static let parameters = [
        "product", "species", "kind", "special", "registration", "pattern", "year", "maker", "wrong",
        "company",
    ]

    /// What a code is made from.
    struct Order {
        let plan: GoodsPlan
        let companyPrefix: String?
        let owner: String
        let region: String
        /// Seconds since 1970.
        let moment: Int
    }

    func code(_ order: Order, _ dice: inout Dice) -> String {
        for _ in 0..<1000 {
            let written = make(order, &dice)
            var code = (try? CodeReader.read(written).canonical) ?? written
            if order.plan.parameters["wrong"] == "true", let last = code.popLast() {
                code.append(last == "1" ? "2" : "1")
            }
            if used.insert(code).inserted || order.plan.scheme == "gtin" { return code }
        }
        preconditionFailure("the scheme \(order.plan.scheme) has no codes left")
    }

    /// The class of a GS1 code.
    static func gtin(_ prefix: String, _ product: String) -> String {
        CheckDigits.gs1("0" + prefix + String((product + "00000").prefix(5)))
    }

    private func next(_ key: String) -> Int {
        counters[key, default: 0] += 1
        return counters[key] ?? 0
    }

    private func number(_ key: String, _ width: Int) -> String { HainanClock.padded(next(key), width) }

    private func make(_ order: Order, _ dice: inout Dice) -> String {
        let plan = order.plan
        let date = HainanClock.date(of: order.moment)
        let day = HainanClock.text(date).filter { $0 != "-" }
        let prefix = order.companyPrefix ?? "6990000"
        let gtin = Self.gtin(prefix, plan.parameters["product"] ?? "00001")
        let scheme = "urn:qiongsu:\(plan.scheme):"
        if let pattern = plan.parameters["pattern"] { return scheme + filled(pattern, order, day, &dice) }
        switch plan.scheme {
        case "gtin":
            return "https://id.gs1.org/01/\(gtin)"
        case "lgtin":
            return "https://id.gs1.org/01/\(gtin)/10/\(day.dropFirst(2))\(number(gtin + day, 2))"
        case "sgtin":
            return "https://id.gs1.org/01/\(gtin)/21/\(10_000_000 + next(gtin))"
        case "sscc":
            return "https://id.gs1.org/00/" + CheckDigits.gs1("3" + prefix + number("sscc" + prefix, 9))
        case "hn":
            let body = dice.text(5, of: Self.plain) + dice.text(8, of: Self.plain)
            return scheme + CheckDigits.creditCode("HN" + body)
        default:
            return scheme + filled(pattern(of: plan), order, day, &dice)
        }
    }

    /// The pattern of a scheme, or of one of its kinds: `SCHEME+special` where the goods say `special: true`.
    private func pattern(of plan: GoodsPlan) -> String {
        let kind = plan.parameters.filter { $0.value == "true" }.keys.sorted()
            .compactMap { patterns["\(plan.scheme)+\($0)"] }
        return kind.first ?? patterns[plan.scheme] ?? "################"
    }

    /// Fills a pattern: `#` a digit, `@` a letter, `*` a character of GB 32100's alphabet; `{serial:N}` counts what
    /// has the same beginning; `{day}` and its parts; `{NAME:N}` a parameter of the goods, else N digits that follow
    /// from owner and goods; `{NAME=VALUE}` a parameter with a default.
    private func filled(_ pattern: String, _ order: Order, _ day: String, _ dice: inout Dice) -> String {
        var text = ""
        var rest = pattern[...]
        while let character = rest.popFirst() {
            switch character {
            case "*": text += dice.text(1, of: Self.plain)
            case "{":
                let token = String(rest.prefix { $0 != "}" })
                rest = rest.dropFirst(token.count + 1)
                text += value(of: token, after: text, order, day)
            default: text += dice.filled(String(character))
            }
        }
        return text
    }

    private func value(of token: String, after text: String, _ order: Order, _ day: String) -> String {
        let parameters = order.plan.parameters
        if let sign = token.firstIndex(of: "=") {
            return parameters[String(token[..<sign])] ?? String(token[token.index(after: sign)...])
        }
        let parts = token.split(separator: ":").map(String.init)
        let width = parts.count == 2 ? Int(parts[1]) ?? 1 : 1
        switch parts.first {
        case "day": return day
        case "yyyy": return parameters["year"] ?? String(day.prefix(4))
        case "yy": return String(day.dropFirst(2).prefix(2))
        case "y": return String(day.dropFirst(3).prefix(1))
        case "mmdd": return String(day.suffix(4))
        case "region": return order.region
        case "serial": return number(order.plan.scheme + text, width)
        case let name?:
            if let given = parameters[name] {
                return String((given + String(repeating: "0", count: width)).prefix(width))
            }
            return stable(name == "owner" ? order.owner : order.owner + order.plan.name, width)
        case nil: return ""
        }
    }

    /// Digits that follow from a text.
    private func stable(_ text: String, _ count: Int) -> String {
        var dice = Dice(seed: 0, part: text)
        return dice.digits(count)
    }

    private static let plain = "0123456789ABCDEFGHJKLMNPQRTUWXY"
}
