// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Foundation

/// A running `qiongsu serve` on a free port.
final class Server {
    let port: UInt16
    private let process: Process

    /// Starts it on the database of a folder and waits until it says where it serves.
    convenience init(in folder: URL, arguments: [String] = [], environment: [String: String] = [:]) throws {
        try self.init(
            database: Program.address(for: folder) ?? folder.appending(path: "qiongsu.db").path,
            in: folder,
            arguments: arguments,
            environment: environment
        )
    }

    /// - Parameters:
    ///   - database: the path or address of the database.
    ///   - folder: where it runs.
    ///   - arguments: further ones.
    init(
        database: String,
        in folder: URL,
        arguments: [String] = [],
        environment: [String: String] = [:]
    ) throws {
        process = Process()
        process.executableURL = Program.executable
        process.arguments = ["serve", "--port", "0", "--database", database] + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        var said = ""
        while !said.contains("\n"), let data = try pipe.fileHandleForReading.read(upToCount: 1) {
            guard !data.isEmpty else { break }
            said += String(decoding: data, as: UTF8.self)
        }
        guard
            let port = said.split(separator: ":").last.flatMap({
                UInt16($0.trimmingCharacters(in: .whitespacesAndNewlines))
            })
        else { throw Failure.didNotStart(said) }
        self.port = port
    }

    enum Failure: Error { case didNotStart(String) }

    /// Megabytes of memory that it has needed at most.
    var peakMemory: Int? {
        let path = "/proc/\(process.processIdentifier)/status"
        let lines = (try? String(contentsOfFile: path, encoding: .utf8))?.split(separator: "\n") ?? []
        let peak = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: \.isWhitespace)
        return peak.flatMap { Int($0[1]) }.map { $0 / 1024 }
    }

    /// Ends the process as a power cut would.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to end, and returns its exit status.
    func stop(_ signal: Int32 = SIGTERM) -> Int32 {
        Foundation.kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// One kept-alive HTTP connection that blocks; enough to load a server and to lose it.
final class Connection {
    private let socket: Int32

    init?(port: UInt16) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            close(socket)
            return nil
        }
    }

    deinit { close(socket) }

    /// The status of the answer, or nil where the connection was lost before it was whole.
    func post(_ path: String, _ body: String, type: String = "application/json") -> Int? {
        let request =
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        return write(Array(request.utf8)) ? answer()?.status : nil
    }

    /// The body of the answer, or nil where there was none.
    func get(_ path: String) -> String? {
        write(Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)) ? answer()?.body : nil
    }

    /// Sends so many megabytes of spaces in chunks; the status, or nil where the connection was lost.
    func postSpaces(_ path: String, megabytes: Int) -> Int? {
        let head =
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 20) + Array("\r\n".utf8)
        guard write(Array(head.utf8)) else { return nil }
        // A server may close before it has read everything; its answer is there all the same.
        for _ in 0..<megabytes where !write(chunk) { return answer()?.status }
        _ = write(Array("0\r\n\r\n".utf8))
        return answer()?.status
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var at = 0
            while at < buffer.count {
                let sent = send(
                    socket,
                    buffer.baseAddress?.advanced(by: at),
                    buffer.count - at,
                    Int32(MSG_NOSIGNAL)
                )
                guard sent > 0 else { return false }
                at += sent
            }
            return true
        }
    }

    private func answer() -> (status: Int, body: String)? {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received += buffer[..<count]
            let text = String(decoding: received, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound].lowercased()
            let length =
                head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
            let body = text[end.upperBound...]
            if body.utf8.count >= length {
                return Int(head.split(separator: " ")[1]).map { ($0, String(body)) }
            }
        }
    }
}
