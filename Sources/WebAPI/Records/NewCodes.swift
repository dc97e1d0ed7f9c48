// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Registry
import TraceCodes

/// Goods of a record whose code is written `new`: they get a trace code of ours.
///
/// `units: "new 120 KGM"`, `outputs: ["new", "new"]` or `{"code": "new", …}`; only where the profile's units may
/// carry our codes. A code is issued when the record is right and will be stored, so that a wrong one uses none up.
struct NewCodes {
    /// The fields with a code that stands for those to come.
    let sketch: [String: FieldValue]
    /// How many codes are asked for.
    let count: Int
    private let fields: [String: FieldValue]
    private let roles: [GoodsRole]

    private static let word = "new"

    /// - Parameter first: the number of the first code that stands for those to come.
    init(_ fields: [String: FieldValue], _ stage: Stage, profile: Profile, first: Int) {
        self.fields = fields
        let isMeant = profile.unit.codes.contains(TraceCodeIssuer.scheme)
        roles = isMeant ? GoodsRole.allCases.filter { stage.goods[$0] != nil && $0 != .inputs } : []
        var count = 0
        sketch = Self.replacing(fields, roles) {
            count += 1
            return TraceCodeIssuer.placeholder(first + count)
        }
        self.count = count
    }

    /// The fields with the codes that were issued.
    func filled(_ codes: [String]) -> [String: FieldValue] {
        var left = codes[...]
        return Self.replacing(fields, roles) { left.popFirst() ?? Self.word }
    }

    private static func replacing(
        _ fields: [String: FieldValue],
        _ roles: [GoodsRole],
        _ next: () -> String
    ) -> [String: FieldValue] {
        var fields = fields
        for role in roles {
            if let value = fields[role.rawValue] { fields[role.rawValue] = replacing(value, next) }
        }
        return fields
    }

    private static func replacing(_ value: FieldValue, _ next: () -> String) -> FieldValue {
        switch value {
        case .list(let items): return .list(items.map { replacing($0, next) })
        case .object(var members):
            if members["code"] == .text(word) { members["code"] = .text(next()) }
            return .object(members)
        case .text(let text):
            let parts = text.split(separator: ";", omittingEmptySubsequences: false).map { part in
                let words = part.split(separator: " ")
                return words.first.map { $0 == word } ?? false
                    ? ([next()] + words.dropFirst().map(String.init)).joined(separator: " ") : String(part)
            }
            return .text(parts.joined(separator: ";"))
        default: return value
        }
    }
}
