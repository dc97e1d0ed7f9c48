// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension DigitalLink {
    /// Reads a Digital Link of any domain and path stem.
    ///
    /// - Throws: any code but `companyPrefix…` and `noURN`, with the identifier and the offset.
    package init(_ text: String, options: Options = []) throws(CodeError) {
        var reader = Reader(bytes: Array(text.utf8), options: options)
        self = try reader.read()
    }

    /// Takes a URI apart.
    private struct Reader {
        let bytes: [UInt8]
        let options: Options
        var seen: Set<String> = []

        init(bytes: [UInt8], options: Options) {
            self.bytes = bytes
            self.options = options
        }

        mutating func read() throws(CodeError) -> DigitalLink {
            guard bytes.count <= ElementString.byteLimit else {
                throw CodeError(.tooLong(limit: ElementString.byteLimit))
            }
            if let offset = bytes.firstIndex(where: { !Self.isURI($0) }) {
                throw CodeError(.malformed(.uriCharacters), offset: offset)
            }
            let start = try pathStart()
            let fragment = bytes[start...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
            let query = bytes[start..<fragment].firstIndex(of: UInt8(ascii: "?"))
            let pairs = try pathPairs(start..<(query ?? fragment))
            var path: [ElementString.Element] = []
            for pair in pairs {
                path.append(try element(pair.identifier, pair.value, plusIsSpace: false))
            }
            try checkOrder(path, at: pairs[0].value.lowerBound)
            let (attributes, others) = try parameters(query.map { $0 + 1..<fragment })
            return DigitalLink(
                stem: String(decoding: bytes[..<pairs[0].start], as: UTF8.self),
                path: path,
                attributes: attributes.map(\.element),
                otherParameters: others
            )
        }

        private func pathStart() throws(CodeError) -> Int {
            guard
                let scheme = ["https://", "http://", "HTTPS://", "HTTP://"]
                    .first(where: { bytes.starts(with: $0.utf8) })
            else { throw CodeError(.malformed(.uriScheme), offset: 0) }
            let start = scheme.utf8.count
            guard let slash = bytes[start...].firstIndex(of: ASCII.slash), slash > start else {
                throw CodeError(.malformed(.domain), offset: start)
            }
            if let offset = bytes[start..<slash].firstIndex(where: { !Self.isDomain($0) }) {
                throw CodeError(.malformed(.domain), offset: offset)
            }
            return slash
        }

        private typealias Pair = (identifier: ApplicationIdentifier, value: Range<Int>, start: Int)

        /// Walks the path from its end, a name and a value at a time, until a key is met.
        private func pathPairs(_ path: Range<Int>) throws(CodeError) -> [Pair] {
            var pairs: [Pair] = []
            var end = path.upperBound
            // Browsers and people add one; ``CodeParts`` reads past it too.
            if options.contains(.words), end - 1 > path.lowerBound, bytes[end - 1] == ASCII.slash { end -= 1 }
            while let slash = bytes[path.lowerBound..<end].lastIndex(of: ASCII.slash),
                slash > path.lowerBound,
                let before = bytes[path.lowerBound..<slash].lastIndex(of: ASCII.slash),
                let identifier = identifier(before + 1..<slash)
            {
                pairs.insert((identifier, slash + 1..<end, before), at: 0)
                if identifier.isKey { return pairs }
                end = before
            }
            throw CodeError(.noKey, offset: path.lowerBound)
        }

        private func identifier(_ range: Range<Int>) -> ApplicationIdentifier? {
            let table = ApplicationIdentifierTable.standard
            if options.contains(.words), let word = LinkName.identifier(word: bytes[range]) {
                return table[word.description]
            }
            return table.identifier(
                String(decoding: bytes[range], as: UTF8.self),
                permitsUnknown: options.contains(.unknownIdentifiers)
            )
        }

        /// Decodes and checks one value.
        private mutating func element(
            _ identifier: ApplicationIdentifier,
            _ range: Range<Int>,
            plusIsSpace: Bool
        ) throws(CodeError) -> ElementString.Element {
            let digits = identifier.digits
            guard seen.insert(digits).inserted else {
                throw CodeError(.repeated, identifier: digits, offset: range.lowerBound)
            }
            var value = PercentEncoding.unescape(bytes[range], plusIsSpace: plusIsSpace)
            if value.contains(0) {
                throw CodeError(.malformed(.nullCharacter), identifier: digits, offset: range.lowerBound)
            }
            if options.contains(.shortGTINs), digits == "01", [8, 12, 13].contains(value.count) {
                value = [UInt8](repeating: ASCII.zero, count: 14 - value.count) + value
            }
            do throws(CodeError) {
                try identifier.check(value)
            } catch {
                let offset = PercentEncoding.offset(ofDecoded: error.offset ?? 0, in: bytes[range])
                throw CodeError(
                    error.fault,
                    identifier: digits,
                    offset: min(range.lowerBound + offset, range.upperBound)
                )
            }
            return ElementString.Element(identifier, String(decoding: value, as: UTF8.self))
        }

        /// The qualifiers must be one of the key's sequences, from which any may be left out.
        private func checkOrder(_ path: [ElementString.Element], at offset: Int) throws(CodeError) {
            let key = path[0].identifier
            let found = path.dropFirst().map(\.identifier.digits)
            let sequences = key.qualifiers ?? []
            let isAllowed = sequences.contains { sequence in
                found == sequence.filter(found.contains)
            }
            guard !isAllowed else { return }
            let allowed = sequences.map { $0.joined(separator: ",") }.joined(separator: " | ")
            throw CodeError(
                .qualifierOrder(allowed: allowed.isEmpty ? "nothing" : allowed),
                identifier: key.digits,
                offset: offset
            )
        }

        private typealias Attribute = (element: ElementString.Element, offset: Int)

        private mutating func parameters(
            _ query: Range<Int>?
        ) throws(CodeError) -> ([Attribute], others: [String]) {
            guard let query else { return ([], []) }
            let inPath = seen
            var attributes: [Attribute] = []
            var others: [String] = []
            for part in bytes[query].split(separator: UInt8(ascii: "&")) {
                let equals = part.firstIndex(of: UInt8(ascii: "="))
                let name = String(decoding: part[..<(equals ?? part.endIndex)], as: UTF8.self)
                guard let equals, name.utf8.allSatisfy(ASCII.isDigit) else {
                    others.append(String(decoding: part, as: UTF8.self))
                    continue
                }
                let table = ApplicationIdentifierTable.standard
                guard
                    let identifier = table.identifier(
                        name,
                        permitsUnknown: options.contains(.unknownIdentifiers)
                    )
                else { throw CodeError(.malformed(.unknownParameter), offset: part.startIndex) }
                let element = try element(identifier, equals + 1..<part.endIndex, plusIsSpace: true)
                try checkAttribute(element.identifier, inPath, at: part.startIndex)
                attributes.append((element, part.startIndex))
                guard attributes.count <= ElementString.limit else {
                    throw CodeError(.tooLong(limit: ElementString.limit))
                }
            }
            return (attributes, others)
        }

        private func checkAttribute(
            _ identifier: ApplicationIdentifier,
            _ inPath: Set<String>,
            at offset: Int
        ) throws(CodeError) {
            guard identifier.isAttribute else {
                throw CodeError(.notAttribute, identifier: identifier.digits, offset: offset)
            }
            for digits in inPath {
                guard let sequences = ApplicationIdentifierTable.standard[digits]?.qualifiers else {
                    continue
                }
                let belongs = sequences.contains { sequence in
                    sequence.contains(identifier.digits)
                        && inPath.allSatisfy { $0 == digits || sequence.contains($0) }
                }
                if belongs {
                    throw CodeError(.belongsInPath, identifier: identifier.digits, offset: offset)
                }
            }
        }

        private static func isURI(_ byte: UInt8) -> Bool {
            ASCII.isDigit(byte) || ASCII.isLetter(byte) || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
        }

        private static func isDomain(_ byte: UInt8) -> Bool {
            ASCII.isDigit(byte) || ASCII.isLetter(byte) || "-.:[]".utf8.contains(byte)
        }
    }
}
