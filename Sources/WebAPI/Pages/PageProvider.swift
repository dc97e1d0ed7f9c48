// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
package import TraceCodes

/// Where the pages for browsers come from.
///
/// The HTTP application decides when a page is the answer and asks for it here; it knows no HTML. Each closure
/// also answers with a page where nothing is found, with the status that says so. What one throws becomes a
/// problem document.
package struct PageProvider: Sendable {
    /// The page of a code: what it is, its journey, or that nobody has recorded it.
    package let product: @Sendable (_ code: TraceCode, PageRequest) async throws -> Page
    /// The page that says what is wrong with a code, with the text as typed.
    package let malformed: @Sendable (CodeError, _ typed: String, PageRequest) async throws -> Page
    /// `/`.
    package let home: @Sendable (PageRequest) async throws -> Page
    /// `/search?q=…` where the text is no code; a text that is one leads to the code's own page.
    package let search: @Sendable (PageRequest) async throws -> Page
    /// `/standards` and what is below it.
    package let standard: @Sendable (StandardSubject, ProfileBook, PageRequest) async throws -> Page
    /// The page of a request that is refused with a status: nothing is there, or the fault is ours.
    package let refusal: @Sendable (_ status: Int, PageRequest) -> Page
    /// `/assets/{name}`: styles, scripts, pictures. Nil where there is none of that name.
    package let asset: @Sendable (_ name: String) async throws -> PageAsset?

    package init(
        product: @escaping @Sendable (TraceCode, PageRequest) async throws -> Page,
        malformed: @escaping @Sendable (CodeError, String, PageRequest) async throws -> Page,
        home: @escaping @Sendable (PageRequest) async throws -> Page,
        search: @escaping @Sendable (PageRequest) async throws -> Page,
        standard: @escaping @Sendable (StandardSubject, ProfileBook, PageRequest) async throws -> Page,
        refusal: @escaping @Sendable (Int, PageRequest) -> Page,
        asset: @escaping @Sendable (String) async throws -> PageAsset?
    ) {
        self.product = product
        self.malformed = malformed
        self.home = home
        self.search = search
        self.standard = standard
        self.refusal = refusal
        self.asset = asset
    }
}
