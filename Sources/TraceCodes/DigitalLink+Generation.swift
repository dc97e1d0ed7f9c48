// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension DigitalLink {
    /// Puts the elements into a Digital Link: the first key, as many of its qualifiers as are there, and the
    /// rest in the query. Repeated elements appear once.
    ///
    /// - Parameter stem: Scheme, domain and path; a slash at the end is left off.
    /// - Throws: `noKey` when no element is a key.
    package init(
        stem: String = "https://id.gs1.org",
        elements string: ElementString
    ) throws(CodeError) {
        var seen: Set<String> = []
        let elements = string.elements.filter { seen.insert($0.identifier.digits).inserted }
        guard let key = elements.first(where: \.identifier.isKey) else { throw CodeError(.noKey) }
        var path = [key]
        for digits in Self.qualifiers(of: key.identifier, among: seen) {
            path += elements.filter { $0.identifier.digits == digits }
        }
        let inPath = Set(path.map(\.identifier.digits))
        self.init(
            stem: stem.hasSuffix("/") ? String(stem.dropLast()) : stem,
            path: path,
            attributes: elements.filter { !inPath.contains($0.identifier.digits) },
            otherParameters: []
        )
    }

    /// The longest of the key's sequences that the elements fill; of equal ones the first by its digits.
    private static func qualifiers(of key: ApplicationIdentifier, among present: Set<String>) -> [String] {
        var best: [String] = []
        for sequence in key.qualifiers ?? [] {
            let filled = sequence.filter(present.contains)
            let isFirst = filled.joined(separator: " ") < best.joined(separator: " ")
            if filled.count > best.count || filled.count == best.count && isFirst { best = filled }
        }
        return best
    }
}
