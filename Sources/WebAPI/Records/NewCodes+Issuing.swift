// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import Registry
import Supervision
import TraceCodes

extension NewCodes {
    /// Some records of a stage with codes that stand for those to come, and what issues these.
    ///
    /// Nil where no record asks for one.
    static func prepare(
        _ records: [RecordDesk.Input],
        _ stage: Stage,
        _ profile: Profile?,
        _ issuer: TraceCodeIssuer
    )
        -> (records: [RecordDesk.Input], completion: RecordDesk.Completion)?
    {
        guard let profile else { return nil }
        var count = 0
        let codes = records.map { record in
            let new = NewCodes(record.fields, stage, profile: profile, first: count)
            count += new.count
            return new
        }
        guard count > 0 else { return nil }
        let sketches = zip(records, codes).map { RecordDesk.Input($1.sketch, faults: $0.faults) }
        return (
            sketches,
            { places in
                var completed: [Int: [String: FieldValue]] = [:]
                for place in places where codes[place].count > 0 {
                    guard let text = records[place].fields["subject"]?.plain,
                        let subject = try? CodeReader.read(text).canonical
                    else { continue }
                    let issued = try await issuer.issue(codes[place].count, to: subject, for: stage.profile)
                    completed[place] = codes[place].filled(issued)
                }
                return completed
            }
        )
    }
}
