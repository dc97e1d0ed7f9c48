// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Registry
import TraceText

/// What is told about one thing of the registry.
struct RegistryAnswer {
    let registry: RegistryBook
    let kind: RegistryEntry.Kind
    let id: String
    /// Milliseconds since 1970.
    let time: Int64
    /// What was recorded later is left out of what is told to whoever may see everything; microseconds since 1970.
    let known: Int64

    /// Everything: the entry, when it was recorded, and of a subject its licences and places. Nil for the unknown.
    var whole: [UInt8]? {
        guard let (entry, recordedAt) = registry.entry(kind, id, at: time, known: known) else { return nil }
        var writer = JSONWriter()
        writer.object {
            entry.writeMembers(to: &$0)
            $0.member("recorded", Timestamp(milliseconds: recordedAt / 1000).text)
            guard case .subject = entry.content else { return }
            $0.objects("licences", registry.licences(of: id, at: time, known: known)) { version, writer in
                RegistryEntry(version, RegistryEntry.Content.licence).writeMembers(to: &writer)
            }
            $0.objects("places", registry.places(of: id, at: time, known: known)) { version, writer in
                RegistryEntry(version, RegistryEntry.Content.place).writeMembers(to: &writer)
            }
        }
        return writer.bytes
    }

    /// What everybody may know of a subject: name (not a person's), kinds, region, and which licences are valid.
    var `public`: [UInt8]? {
        guard kind == .subject, let subject = registry.subject(id, at: time)?.value,
            subject.filing == .filed, !subject.isPerson
        else { return nil }
        let reference = registry.profiles.reference
        var writer = JSONWriter()
        writer.object {
            $0.member("id", subject.id)
            $0.member("name", subject.name)
            $0.objects("types", subject.types) { type, writer in
                writer.member("id", type)
                writer.member("name", reference.parties.first { $0.id == type }?.name)
            }
            if let region = registry.regions.region(subject.region, at: time) {
                $0.key("region")
                $0.object {
                    $0.member("code", region.code)
                    $0.member("name", region.name)
                }
            }
            $0.objects("licences", registry.licences(of: id, at: time)) { version, writer in
                write(version, reference, to: &writer)
            }
        }
        return writer.bytes
    }

    private func write(_ version: Version<Licence>, _ reference: Reference, to writer: inout JSONWriter) {
        writer.member("type", version.value.type)
        writer.member("name", reference.licences.first { $0.id == version.value.type }?.name)
        writer.member("from", Plain.day(version.validFrom))
        writer.member("until", version.validUntil.map(Plain.day))
    }
}
