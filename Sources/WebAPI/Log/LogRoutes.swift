// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import HTTPTypes
import Hummingbird
import MerkleLog
import TraceLedger
import TraceLog
import TraceText

/// `/log/…`: the transparency log, as C2SP tlog-tiles describes it, and proofs ready made.
///
/// Anybody reads it: tiles and entries are hashes that tell nothing of what they are of. Of an event a proof shows what
/// the caller may see of it.
struct LogRoutes {
    let context: WebContext

    var routes: [Route] {
        [
            Route(.get, "/log/checkpoint", .anyone, checkpoint),
            Route(.get, "/log/checkpoint/cosigned", .anyone, cosigned),
            Route(.get, "/log/key", .anyone, key),
            Route(.get, "/log/tile/{…}", .anyone, tile),
            Route(.get, "/log/proof/inclusion", .anyone, inclusion),
            Route(.get, "/log/proof/consistency", .anyone, consistency),
            Route(.post, "/log/cosignatures", .anyone, cosign),
        ]
    }

    /// A note of some cosignatures; longer ones are refused.
    private static let noteLimit = 16 << 10

    /// - Throws: a problem with status 404 where this server keeps no log.
    private var log: EventLog {
        get throws(Problem) {
            guard let log = context.log else { throw .noResource("this server keeps no log") }
            return log
        }
    }

    /// The newest checkpoint: a new one every second at most.
    private func checkpoint(_ call: Call) async throws -> Response {
        Self.text(try await log.checkpoint().whole, caching: "no-cache")
    }

    /// The newest checkpoint that a witness has cosigned.
    private func cosigned(_ call: Call) async throws -> Response {
        guard let note = try await log.cosignedCheckpoint() else {
            throw Problem.noResource("no witness has cosigned a checkpoint of this log yet")
        }
        return Self.text(note.whole, caching: "no-cache")
    }

    /// The verifier key. Who wants to trust the log has it from elsewhere too.
    private func key(_ call: Call) async throws -> Response {
        Self.text(try log.key.text + "\n", caching: "public, max-age=300")
    }

    /// A tile of hashes or a bundle of entries; what is served once never changes.
    private func tile(_ call: Call) async throws -> Response {
        guard let path = TilePath(afterTile: call.parameters[0]) else {
            throw Problem.noResource(
                "a tile is at tile/<level>/<index> or tile/entries/<index>, with .p/<width> where it is not full"
            )
        }
        guard let bytes = try await log.bytes(of: path) else {
            throw Problem.noResource("the log does not reach as far as \(path.text)")
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .contentTypeOptions: "nosniff",
                .cacheControl: path.isFull
                    ? "public, max-age=31536000, immutable" : "public, max-age=86400",
            ],
            body: ResponseBody(bytes)
        )
    }

    /// Parameters: `event`, an event ID; `download`, whether a browser is to keep the answer as a file.
    private func inclusion(_ call: Call) async throws -> Response {
        guard let id = try call.item("event"), !id.isEmpty else {
            throw Problem.parameter("event: the ID of an event is missing")
        }
        guard let proof = try await log.proof(of: id, as: call.caller.audience) else {
            throw Problem.noResource("there is no event with the ID “\(id)”")
        }
        var headers = HTTPFields.unkept
        if try call.item("download") != nil {
            headers[.contentDisposition] = "attachment; filename=\"qiongsu-proof-\(proof.index).json\""
        }
        return .json(.ok, headers) { proof.write(to: &$0) }
    }

    /// Parameters: `from` and `to`, two sizes of the log.
    private func consistency(_ call: Call) async throws -> Response {
        let (from, to) = (try size("from", call), try size("to", call))
        let (older, newer, proof) = try await log.consistency(from: from, to: to)
        return .json(.ok, [.cacheControl: "public, max-age=31536000, immutable"]) { writer in
            writer.object {
                $0.member("from", from)
                $0.member("fromRoot", Base64.text(older.bytes))
                $0.member("to", to)
                $0.member("toRoot", Base64.text(newer.bytes))
                $0.member("hashes", proof.map { Base64.text($0.bytes) })
            }
        }
    }

    private func size(_ name: String, _ call: Call) throws -> Int {
        guard let size = try call.item(name).flatMap({ Int($0) }), size >= 0 else {
            throw Problem.parameter("\(name): a number of leaves, 0 or more, is missing")
        }
        return size
    }

    /// Body: a checkpoint of this log as a signed note with cosignatures of witnesses under it. Who sends it does not
    /// matter: the signatures speak.
    private func cosign(_ call: Call) async throws -> Response {
        let log = try log
        let note = try await call.withBody(context) { bytes throws in
            guard bytes.count <= Self.noteLimit else {
                throw Problem.tooLarge(context.settings.limits, "a note has \(Self.noteLimit) bytes at most")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Problem.invalid("the note is not UTF-8")
            }
            return try SignedNote(text)
        }
        let names = try await log.take(cosigned: note)
        return .json(.ok, .unkept) { writer in writer.object { $0.member("witnesses", names) } }
    }

    private static func text(_ text: String, caching: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: caching,
                .contentTypeOptions: "nosniff",
            ],
            body: ResponseBody(Array(text.utf8))
        )
    }
}
