// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

package import ChainProfiles
import TraceCodes
import TraceText

extension Settlement {
    /// The receipt as a market's printer prints it: lines of 32 columns, Chinese characters two wide.
    ///
    /// - Parameter name: what to call a party or place.
    package func receipt(_ language: LocalName.Language, name: (String) -> LocalName?) -> String {
        func told(_ id: String?) -> String {
            guard let id else { return "—" }
            return name(id)?.text(language) ?? CanonicalCode.identify(id).plainText
        }
        func pair(_ zh: String, _ en: String, _ value: String) -> String {
            "\(language == .chinese ? zh : en)\(language == .chinese ? "：" : ": ")\(value)"
        }
        let day = HainanCalendar.text(HainanCalendar.date(of: time))
        var rows = [
            told(place), pair("结算单号", "Settlement", number), pair("日期", "Date", day),
            pair("卖方", "Seller", told(seller ?? subject)), pair("买方", "Buyer", told(buyer)), Self.rule,
        ]
        for line in lines {
            for item in line.goods where item.role == .units {
                rows.append(CanonicalCode.identify(item.code).plainText)
                if let quantity = item.quantity {
                    rows.append("  \(Plain.text(quantity)) \(item.measure ?? "")")
                }
            }
            for (element, value) in line.values {
                let text = value.number.map(Plain.text) ?? value.texts.joined(separator: ", ")
                rows.append("  " + pair(element.name.zh, element.name.en, text))
            }
            if let total = line.total {
                rows.append("  " + pair("金额（元）", "Amount (yuan)", Plain.text(total)))
            }
        }
        rows.append(Self.rule)
        if let total { rows.append(pair("合计（元）", "Total (yuan)", Plain.text(total))) }
        rows.append(language == .chinese ? "凭追溯码可查来源" : "Look up where it comes from by its trace code")
        return rows.joined(separator: "\n") + "\n"
    }

    private static let rule = String(repeating: "-", count: 32)
}
