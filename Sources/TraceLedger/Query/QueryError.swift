// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// Why a query is not answered.
package struct QueryError: Error, Hashable, Sendable {
    package let code: Code
    /// The parameter at fault.
    package let parameter: String?
    /// What is wrong and what would be right, as one English sentence.
    package let reason: String

    package init(_ code: Code, parameter: String? = nil, _ reason: String) {
        self.code = code
        self.parameter = parameter
        self.reason = reason
    }

    /// The kinds of error, named after the exceptions of EPCIS 2.0 §8.2.5.
    package enum Code: String, Sendable {
        /// `QueryParameterException`: an unknown parameter, or a value that it does not take.
        case parameter
        /// `QueryTooLargeException`: more events than `maxEventCount` allows.
        case tooLarge
        /// `QueryTooComplexException`: more work than ``QueryLimits`` allow.
        case tooComplex
    }

    static func parameter(_ name: String, _ reason: String) -> QueryError {
        QueryError(.parameter, parameter: name, reason)
    }
}

extension QueryError: CustomStringConvertible {
    package var description: String { parameter.map { "\($0): \(reason)" } ?? reason }
}
