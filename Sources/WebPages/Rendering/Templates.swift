// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The templates that are built into the program.
enum Templates {
    static let all: [String: String] = files.mapValues { String(decoding: $0, as: UTF8.self) }

    private static let files: [String: [UInt8]] = [
        "head": PackageResources.head_mustache,
        "foot": PackageResources.foot_mustache,
        "search-form": PackageResources.search_form_mustache,
        "icon": PackageResources.icon_mustache,
        "icon-wrong": PackageResources.icon_wrong_mustache,
        "product": PackageResources.product_mustache,
        "stages": PackageResources.stages_mustache,
        "journey": PackageResources.journey_mustache,
        "ingredient": PackageResources.ingredient_mustache,
        "tree": PackageResources.tree_mustache,
        "product-class": PackageResources.product_class_mustache,
        "place": PackageResources.place_mustache,
        "records": PackageResources.records_mustache,
        "event": PackageResources.event_mustache,
        "malformed": PackageResources.malformed_mustache,
        "unknown": PackageResources.unknown_mustache,
        "home": PackageResources.home_mustache,
        "notice": PackageResources.notice_mustache,
        "standard": PackageResources.standard_mustache,
        "standard-block": PackageResources.standard_block_mustache,
        "standard-entry": PackageResources.standard_entry_mustache,
        "standard-facts": PackageResources.standard_facts_mustache,
        "standard-links": PackageResources.standard_links_mustache,
    ]
}
