// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Testing

/// Properties and initialisers may speak for themselves: those of events are named and described by EPCIS.
@Suite("Documentation of declarations")
struct DocumentationTests {
    @Test(
        "Types and functions that other targets use have a doc comment",
        arguments: House.program.filter { !Layers.executables.contains($0.target) }
    )
    func docComments(file: SourceFile) {
        let code = file.code
        for (index, line) in code.enumerated() {
            guard let declaration = Declaration(line), declaration.needsComment else { continue }
            // One comment may stand over several declarations of a line each.
            let before = file.lines.indices.prefix(index).last { above in
                let isAttribute = file.lines[above].drop(while: \.isWhitespace).hasPrefix("@")
                let isNeighbour = Declaration(code[above]) != nil && code[above].last != "{"
                return !isAttribute && !isNeighbour
            }
            let comment = before.map { file.lines[$0].drop(while: \.isWhitespace) } ?? ""
            #expect(
                comment.hasPrefix("///"),
                "\(file.place(index)): \(declaration.kind) \(declaration.name)"
            )
        }
    }

    @Test(
        "Declarations are recognised",
        arguments: [
            ("    package func a() {", "func a"), ("package struct B: C {", "struct B"),
            ("public final class D {", "class D"),
            ("    package mutating func e<F>(", "func e"),
            ("    @discardableResult package func g()", "func g"),
            ("    package static func < (a: B, b: B)", "func <"),
            ("    package subscript(a: B) -> C {", "subscript a"),
            ("    package private(set) var h = 1", "var h"), ("    func i() {", nil),
            ("package import J", nil),
        ]
    )
    func declarations(line: String, expected: String?) {
        #expect(Declaration(line).map { "\($0.kind) \($0.name)" } == expected)
    }

    /// A declaration that other targets see.
    struct Declaration {
        let kind: String
        let name: String

        /// Nil for a line that declares nothing to others.
        init?(_ line: String) {
            let words = line.split(whereSeparator: { " (:{".contains($0) }).drop { $0.hasPrefix("@") }
            guard let first = words.first, ["package", "public"].contains(first) else { return nil }
            let rest = words.dropFirst().drop { Self.modifiers.contains(String($0)) }
            guard let kind = rest.first, Self.kinds.contains(String(kind)) else { return nil }
            self.kind = String(kind)
            let name = rest.dropFirst().first.map(String.init) ?? ""
            self.name = name.count > 1 ? String(name.prefix { $0 != "<" }) : name
        }

        /// Operators and what the standard library demands need none.
        var needsComment: Bool {
            Self.needingComment.contains(kind) && !["hash", "next", "makeIterator"].contains(name)
                && name.first?.isLetter != false
        }

        private static let modifiers: Set = [
            "static", "final", "indirect", "mutating", "convenience", "private", "set)", "nonisolated",
            "override",
        ]
        private static let needingComment: Set = [
            "struct", "enum", "class", "actor", "protocol", "func", "typealias", "subscript",
        ]
        private static let kinds = needingComment.union(["var", "let", "init"])
    }
}
