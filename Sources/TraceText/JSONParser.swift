// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// One pass over a JSON text that writes the node list of a ``JSONDocument``.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let depthLimit: Int
    private let refusesDuplicateKeys: Bool
    private var at = 0
    private var depth = 0
    private var nodes: [JSONDocument.Node] = []

    static func nodes(of bytes: [UInt8], limits: JSONLimits) throws(JSONFault) -> [JSONDocument.Node] {
        let outcome: Result<[JSONDocument.Node], Stop> = bytes.withUnsafeBufferPointer { buffer in
            if let offset = invalidUTF8(in: buffer) {
                return .failure(Stop(code: .invalidUTF8, offset: offset))
            }
            var parser = JSONParser(bytes: buffer, limits: limits)
            do throws(Stop) {
                try parser.document()
                return .success(parser.nodes)
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .success(let nodes): return nodes
        case .failure(let stop): throw JSONFault(stop.code, at: stop.offset, in: bytes)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        depthLimit = limits.depth
        refusesDuplicateKeys = limits.refusesDuplicateKeys
        nodes.reserveCapacity(bytes.count / 12 + 8)
    }

    private static func invalidUTF8(in buffer: UnsafeBufferPointer<UInt8>) -> Int? {
        do {
            _ = try UTF8Span(validating: buffer.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    /// A fault before its line and column are counted.
    struct Stop: Error {
        let code: JSONFault.Code
        let offset: Int
    }

    private mutating func document() throws(Stop) {
        skipSpace()
        try value()
        skipSpace()
        if at < bytes.count { throw stop(.trailingText) }
    }

    private mutating func value() throws(Stop) {
        guard at < bytes.count else { throw stop(.unexpectedEnd) }
        switch bytes[at] {
        case UInt8(ascii: "{"): try object()
        case UInt8(ascii: "["): try array()
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .true)
        case UInt8(ascii: "f"): try word("false", .false)
        case UInt8(ascii: "n"): try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw stop(.unexpectedByte(expected: "a value"))
        }
    }

    private mutating func object() throws(Stop) {
        let own = try open(.object)
        skipSpace()
        var count: UInt32 = 0
        if peek() == UInt8(ascii: "}") {
            at += 1
        } else {
            while true {
                skipSpace()
                guard let byte = peek() else { throw stop(.unexpectedEnd) }
                guard byte == UInt8(ascii: "\"") else {
                    throw stop(.unexpectedByte(expected: "a key in quotes"))
                }
                try string()
                skipSpace()
                try take(UInt8(ascii: ":"), "a colon after the key")
                skipSpace()
                try value()
                count += 1
                skipSpace()
                if try closes(UInt8(ascii: "}"), "a comma or a closing brace") { break }
            }
        }
        close(own, count)
        if refusesDuplicateKeys { try refuseDuplicateKeys(of: own) }
    }

    private mutating func array() throws(Stop) {
        let own = try open(.array)
        skipSpace()
        var count: UInt32 = 0
        if peek() == UInt8(ascii: "]") {
            at += 1
        } else {
            while true {
                skipSpace()
                try value()
                count += 1
                skipSpace()
                if try closes(UInt8(ascii: "]"), "a comma or a closing bracket") { break }
            }
        }
        close(own, count)
    }

    private mutating func open(_ kind: JSONDocument.Kind) throws(Stop) -> Int {
        depth += 1
        if depth > depthLimit { throw stop(.tooDeep(limit: depthLimit)) }
        nodes.append(JSONDocument.Node(kind: kind, start: UInt32(at)))
        at += 1
        return nodes.count - 1
    }

    private mutating func close(_ own: Int, _ count: UInt32) {
        depth -= 1
        nodes[own].count = count
        nodes[own].end = UInt32(at)
        nodes[own].next = UInt32(nodes.count)
    }

    private mutating func closes(_ byte: UInt8, _ expected: String) throws(Stop) -> Bool {
        guard let found = peek() else { throw stop(.unexpectedEnd) }
        if found == byte {
            at += 1
            return true
        }
        try take(UInt8(ascii: ","), expected)
        return false
    }

    private mutating func string() throws(Stop) {
        at += 1
        let start = at
        var isEscaped = false
        while true {
            guard at < bytes.count else { throw stop(.unexpectedEnd) }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                try escape()
            } else if byte < 0x20 {
                throw stop(.controlCharacter)
            } else {
                at += 1
            }
        }
        append(.string, start: start, isEscaped: isEscaped)
        at += 1
    }

    private mutating func escape() throws(Stop) {
        at += 1
        guard let byte = peek() else { throw stop(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            at += 1
        case UInt8(ascii: "u"):
            at += 1
            let unit = try hexUnit()
            if unit & 0xFC00 == 0xD800 {
                guard peek() == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "u")
                else { throw stop(.invalidEscape) }
                at += 2
                guard try hexUnit() & 0xFC00 == 0xDC00 else { throw stop(.invalidEscape) }
            } else if unit & 0xFC00 == 0xDC00 {
                throw stop(.invalidEscape)
            }
        default: throw stop(.invalidEscape)
        }
    }

    private mutating func hexUnit() throws(Stop) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = peek() else { throw stop(.unexpectedEnd) }
            guard let digit = Hex.value(of: byte) else { throw stop(.invalidEscape) }
            unit = unit << 4 | UInt16(digit)
            at += 1
        }
        return unit
    }

    private mutating func number() throws(Stop) {
        let start = at
        if peek() == UInt8(ascii: "-") { at += 1 }
        if peek() == UInt8(ascii: "0") { at += 1 } else { try digits() }
        if peek() == UInt8(ascii: ".") {
            at += 1
            try digits()
        }
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            at += 1
            if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        append(.number, start: start)
    }

    private mutating func digits() throws(Stop) {
        let start = at
        while let byte = peek(), byte &- UInt8(ascii: "0") <= 9 { at += 1 }
        if at == start { throw stop(at < bytes.count ? .invalidNumber : .unexpectedEnd) }
    }

    private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(Stop) {
        let start = at
        for index in 0..<word.utf8CodeUnitCount {
            guard let byte = peek() else { throw stop(.unexpectedEnd) }
            guard byte == word.utf8Start[index] else { throw stop(.unexpectedByte(expected: "\(word)")) }
            at += 1
        }
        append(kind, start: start)
    }

    private mutating func append(_ kind: JSONDocument.Kind, start: Int, isEscaped: Bool = false) {
        let next = UInt32(nodes.count + 1)
        nodes.append(
            JSONDocument.Node(
                kind: kind,
                isEscaped: isEscaped,
                start: UInt32(start),
                end: UInt32(at),
                next: next
            )
        )
    }

    private mutating func take(_ byte: UInt8, _ expected: String) throws(Stop) {
        guard let found = peek() else { throw stop(.unexpectedEnd) }
        guard found == byte else { throw stop(.unexpectedByte(expected: expected)) }
        at += 1
    }

    private func peek() -> UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while at < bytes.count,
            bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09
        {
            at += 1
        }
    }

    private func stop(_ code: JSONFault.Code) -> Stop { Stop(code: code, offset: at) }
}

extension JSONParser {
    /// Comparing every pair is quickest for the few members that objects usually have.
    private static let pairwiseLimit = 24

    private func refuseDuplicateKeys(of object: Int) throws(Stop) {
        let count = Int(nodes[object].count)
        guard count > 1 else { return }
        if count > Self.pairwiseLimit { return try refuseDuplicates(amongMany: object) }
        var keys = (0, 0)
        keys.0 = object + 1
        for _ in 1..<count {
            keys.0 = Int(nodes[keys.0 + 1].next)
            keys.1 = object + 1
            while keys.1 < keys.0 {
                if areEqual(keys.0, keys.1) { throw duplicate(keys.0) }
                keys.1 = Int(nodes[keys.1 + 1].next)
            }
        }
    }

    private func refuseDuplicates(amongMany object: Int) throws(Stop) {
        var seen = Set<String>(minimumCapacity: Int(nodes[object].count))
        var key = object + 1
        while key < Int(nodes[object].next) {
            guard seen.insert(text(of: key)).inserted else { throw duplicate(key) }
            key = Int(nodes[key + 1].next)
        }
    }

    private func areEqual(_ left: Int, _ right: Int) -> Bool {
        let (one, two) = (nodes[left], nodes[right])
        if one.isEscaped || two.isEscaped { return text(of: left) == text(of: right) }
        guard one.end - one.start == two.end - two.start else { return false }
        for offset in 0..<Int(one.end - one.start)
        where bytes[Int(one.start) + offset] != bytes[Int(two.start) + offset] { return false }
        return true
    }

    private func text(of key: Int) -> String {
        let node = nodes[key]
        let raw = UnsafeBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.end)])
        return JSONText.decode(raw, isEscaped: node.isEscaped)
    }

    private func duplicate(_ key: Int) -> Stop {
        Stop(code: .duplicateKey(text(of: key)), offset: Int(nodes[key].start))
    }
}
