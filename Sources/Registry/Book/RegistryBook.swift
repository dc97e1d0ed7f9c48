// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import SQLStore
import Synchronization

/// The registry: subjects, their licences, places and products, each with everything that was ever stated of it.
///
/// Answers come from memory, because the rules ask thousands of times a second. Memory holds what was recorded
/// until the last ``refresh()``, which ``follow(_:)`` repeats; entries that are recorded here are in it when
/// ``record(_:)`` returns.
package final class RegistryBook: Sendable {
    package let regions: RegionTable
    package let profiles: ProfileBook
    let database: any SQLDatabase
    let clock: @Sendable () -> Int64
    private let snapshot = Mutex(RegistrySnapshot())

    /// Opens the registry in a database, making or upgrading its tables.
    ///
    /// - Parameter clock: microseconds since 1970.
    /// - Throws: ``SQLError``.
    package init(
        _ database: any SQLDatabase,
        profiles: ProfileBook,
        clock: @escaping @Sendable () -> Int64
    ) async throws {
        try await database.migrate(RegistrySchema.schema)
        self.database = database
        self.profiles = profiles
        self.clock = clock
        regions = RegionTable(profiles.reference)
        try await refresh()
    }

    /// What became of entries.
    package struct Recorded: Sendable, Equatable {
        /// New ones.
        package let stored: Int
        /// Those that were stated before in the same words.
        package let repeated: Int
    }

    /// Records entries, all or none. An entry that says what is recorded already changes nothing.
    ///
    /// - Throws: ``SQLError``.
    @discardableResult
    package func record(_ entries: [RegistryEntry]) async throws -> Recorded {
        let now = clock()
        let stored = try await database.write { connection in
            let rows = RegistryRows(connection: connection)
            var count: Int64 = 0
            var next = try rows.advance(to: now)
            for entry in entries {
                // A correction takes the whole day's statement's place, so only the latest is compared.
                guard try rows.latest(like: entry) != entry else { continue }
                next += 1
                count += 1
                try rows.add(entry, recordedAt: next)
            }
            if count > 0 {
                _ = try rows.advance(to: next)
                connection.announce(Self.topic)
            }
            return Int(count)
        }
        try await refresh()
        return Recorded(stored: stored, repeated: entries.count - stored)
    }

    /// Records what was read of a text, part by part, so that captures beside it do not wait for all of it.
    ///
    /// - Throws: ``SQLError``; what was recorded before stays, and recording the text again completes it.
    package func record(_ read: RegistryImport) async throws -> Recorded {
        var (stored, repeated) = (0, 0)
        var rest = read.entries[...]
        while !rest.isEmpty {
            let part = try await record(Array(rest.prefix(Self.partSize)))
            rest = rest.dropFirst(Self.partSize)
            stored += part.stored
            repeated += part.repeated
        }
        return Recorded(stored: stored, repeated: repeated)
    }

    /// Entries of one transaction.
    private static let partSize = 5000

    /// Takes in what other processes recorded; cheap where nothing was.
    ///
    /// - Throws: ``SQLError``.
    package func refresh() async throws {
        let known = position
        let news = try await database.read { connection in
            let rows = RegistryRows(connection: connection)
            let position = try rows.position()
            return (position, position == known ? [] : try rows.entries(after: known))
        }
        guard news.0 != known else { return }
        snapshot.withLock { $0.add(news.1, upTo: news.0) }
    }

    /// Takes in what other processes record, as they do, until the task is cancelled.
    ///
    /// - Parameter failure: is told why that could not be read; it is tried again.
    package func follow(_ failure: (any Error) -> Void) async {
        for await _ in database.changes(of: Self.topic) {
            while !Task.isCancelled {
                do {
                    try await refresh()
                    break
                } catch {
                    failure(error)
                    try? await Task.sleep(for: .seconds(1))
                }
            }
        }
    }

    /// What is announced to other processes when something is recorded.
    private static let topic = "registry"

    /// When the last entry in memory was recorded, in microseconds since 1970.
    package var position: Int64 { snapshot.withLock { $0.position } }

    /// Asks the snapshot in place: a copy would cost more than most questions.
    func look<Value: Sendable>(_ question: (inout RegistrySnapshot) -> Value) -> Value {
        snapshot.withLock { question(&$0) }
    }
}

extension RegistryBook {
    /// What is stated about a subject for an instant (milliseconds since 1970), by what was recorded until another
    /// (microseconds since 1970).
    package func subject(_ id: String, at time: Int64, known: Int64 = .max) -> Version<Subject>? {
        look { $0.subjects[id]?.version(at: time, known: known) }
    }

    /// A licence by its URI, `urn:qiongsu:document:TYPE:NUMBER`.
    package func licence(_ uri: String, at time: Int64, known: Int64 = .max) -> Version<Licence>? {
        look { $0.licences[uri]?.version(at: time, known: known) }
    }

    /// A place.
    package func place(_ id: String, at time: Int64, known: Int64 = .max) -> Version<Place>? {
        look { $0.places[id]?.version(at: time, known: known) }
    }

    /// A product.
    package func product(_ id: String, at time: Int64, known: Int64 = .max) -> Version<Product>? {
        look { $0.products[id]?.version(at: time, known: known) }
    }

    /// The licences, permits and certifications that a party holds at an instant, in order of their URIs.
    package func licences(of holder: String, at time: Int64, known: Int64 = .max) -> [Version<Licence>] {
        look { snapshot in
            let uris = snapshot.licencesOfHolder[holder, default: []].map(\.uri).sorted()
            return uris.compactMap { snapshot.licences[$0]?.version(at: time, known: known) }
                .filter { $0.value.holder == holder }
        }
    }

    /// The places of a party at an instant, in order of their ids.
    package func places(of holder: String, at time: Int64, known: Int64 = .max) -> [Version<Place>] {
        look { snapshot in
            snapshot.placesOfHolder[holder, default: []].sorted()
                .compactMap { snapshot.places[$0]?.version(at: time, known: known) }
                .filter { $0.value.holder == holder }
        }
    }

    /// What is stated about anything, by its kind and URI.
    package func entry(_ kind: RegistryEntry.Kind, _ id: String, at time: Int64, known: Int64 = .max)
        -> (entry: RegistryEntry, recordedAt: Int64)?
    {
        func entry<Value>(_ version: Version<Value>?, _ content: (Value) -> RegistryEntry.Content)
            -> (entry: RegistryEntry, recordedAt: Int64)?
        {
            version.map { (RegistryEntry($0, content), $0.recordedAt) }
        }
        return switch kind {
        case .subject: entry(subject(id, at: time, known: known), RegistryEntry.Content.subject)
        case .licence: entry(licence(id, at: time, known: known), RegistryEntry.Content.licence)
        case .place: entry(place(id, at: time, known: known), RegistryEntry.Content.place)
        case .product: entry(product(id, at: time, known: known), RegistryEntry.Content.product)
        }
    }

    /// The URIs of everything of a kind, in order.
    package func ids(of kind: RegistryEntry.Kind) -> [String] {
        look { snapshot in
            switch kind {
            case .subject: snapshot.subjects.keys.sorted()
            case .licence: snapshot.licences.keys.sorted()
            case .place: snapshot.places.keys.sorted()
            case .product: snapshot.products.keys.sorted()
            }
        }
    }
}

extension RegistryBook {
    /// What a party, place or product is called at an instant; nil where nothing is stated of it.
    package func name(of id: String, at time: Int64) -> LocalName? {
        subject(id, at: time)?.value.name ?? place(id, at: time)?.value.name
            ?? product(id, at: time)?.value.name
    }
}
