// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import Mustache
import TraceText
import WebAPI

/// Makes HTML of the templates.
///
/// For each language there is a set of templates with the catalogue's texts already in place, so that a page is
/// filled with the values of its model only. A template names a text as `[[key]]` and the address of a file as
/// `[[asset:name]]`.
struct PageRenderer: Sendable {
    private let chinese: MustacheLibrary
    private let english: MustacheLibrary

    /// - Throws: ``TemplateError`` where a template names a text or a file that is not there, or the parser's error.
    init(
        templates: [String: String] = Templates.all,
        catalogue: TextCatalogue = .standard,
        assets: AssetShelf
    ) throws {
        MustacheContentTypes.register(HTMLContent(), named: HTMLContent.name)
        chinese = try Self.library(templates, catalogue.phrases(.chinese), assets)
        english = try Self.library(templates, catalogue.phrases(.english), assets)
    }

    /// The UTF-8 bytes of a page.
    func html(_ template: String, _ context: PageValues, _ language: PageLanguage) -> [UInt8] {
        let library = language == .chinese ? chinese : english
        guard let html = library.render(context, withTemplate: template) else {
            preconditionFailure("there is no template \(template)")
        }
        return Array(html.utf8)
    }

    private static func library(
        _ templates: [String: String],
        _ phrases: Phrases,
        _ assets: AssetShelf
    ) throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for (name, source) in templates {
            let text = "{{% CONTENT_TYPE: \(HTMLContent.name)}}" + (try worded(source, name, phrases, assets))
            try library.register(text, named: name)
        }
        return library
    }

    /// The template with its texts put in and without the indentation of its lines, which would make Mustache
    /// indent partials line by line.
    private static func worded(
        _ source: String,
        _ name: String,
        _ phrases: Phrases,
        _ assets: AssetShelf
    ) throws(TemplateError) -> String {
        var text = ""
        for line in source.split(separator: "\n") {
            var rest = line.drop { $0 == " " }
            while let open = rest.firstRange(of: "[["),
                let close = rest[open.upperBound...].firstRange(of: "]]")
            {
                let key = String(rest[open.upperBound..<close.lowerBound])
                let phrase =
                    key.hasPrefix("asset:") ? assets.address(String(key.dropFirst(6))) : phrases.text(key)
                guard let phrase else { throw TemplateError(template: name, unknownKey: key) }
                text += rest[..<open.lowerBound] + HTMLContent.escaped(phrase)
                rest = rest[close.upperBound...]
            }
            text += rest + "\n"
        }
        return text
    }
}

/// A template that names a text or a file which is not there.
struct TemplateError: Error, Equatable {
    let template: String
    let unknownKey: String
}
