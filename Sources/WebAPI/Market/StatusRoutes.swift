// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import ChainProfiles
import HTTPTypes
import Hummingbird
import Market
import Supervision
import TraceCodes
import TraceText

/// `/api/v1/status/{code}`: whether a unit may be sold, dispensed, filled, …, for tills and devices.
struct StatusRoutes {
    let context: WebContext

    var routes: [Route] { [Route(.get, "/api/v1/status/{…}", .writer, status)] }

    /// Parameter: `stage`, as PROFILE/STAGE, which whoever asks is about to record. The answer has one form, also
    /// for a text that is no code and for a code of which nothing is recorded.
    private func status(_ call: Call) async throws -> Response {
        let chain = try context.chain
        let stage = try call.item("stage").map { reference throws(Problem) in
            guard let stage = chain.book.stage(reference, at: context.now) else {
                throw .parameter("stage: there is no stage \(reference) today; it is written PROFILE/STAGE")
            }
            return stage
        }
        let answer: StatusAnswer
        do {
            answer = try await chain.market.status(of: readings(call.parameters[0]), for: stage)
        } catch let error as CodeError {
            answer = try chain.market.status(of: call.parameter(0), error)
        }
        return .json(.ok, .unkept) { writer in
            writer.object {
                $0.member("code", answer.code)
                $0.member("decision", answer.decision.rawValue)
                $0.member("state", answer.state?.rawValue)
                $0.member("profile", answer.profile)
                $0.reasons(answer.reasons)
            }
        }
    }

    /// What a code may mean: some units' codes tell not by themselves of which scheme they are.
    private func readings(_ rest: String) throws -> [TraceCode] {
        do { return [try CodeInPath.read(rest)] } catch let error as CodeError {
            let readings = CodeReader.unitReadings(of: try Address.decoded(rest))
            guard !readings.isEmpty else { throw error }
            return readings
        }
    }
}
