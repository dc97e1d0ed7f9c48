// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import TraceGraph

/// What a shopper should think of a product's records, in one word.
enum Verdict: String, Sendable, CaseIterable {
    /// Every source has a record of where it comes from, and nothing is missing.
    case traceable
    /// Something is missing; the page says what.
    case incomplete
    /// Every record of the product has been declared wrong.
    case declaredWrong = "declared-wrong"
    /// The product is only named as what another was made of.
    case ingredientOnly = "ingredient-only"
}

/// Something about a product that the records do not say.
enum MissingPart: Sendable, Equatable {
    case gap(TraceGap)
    /// Nobody says how the product itself came to be.
    case originOfProduct
    /// The answer was cut; there is more than the page shows.
    case cut(TraceCut)
    /// So many steps name no place.
    case places(Int)
}
