// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension CBV {
    /// Whether a URI lies in a namespace in which only the standard may name values.
    func reserves(_ uri: TextForm.Bytes) -> Bool {
        switch self {
        case .measurementType, .sensorAlertType:
            TextForm.starts(uri, with: "https://gs1.org/voc/")
                || TextForm.starts(uri, with: "http://gs1.org/voc/")
                || TextForm.starts(uri, with: "https://www.gs1.org/voc/")
                || TextForm.starts(uri, with: "http://www.gs1.org/voc/")
        default:
            TextForm.starts(uri, with: "urn:epcglobal:cbv")
                || TextForm.starts(uri, with: "https://ns.gs1.org/cbv/")
                || TextForm.starts(uri, with: "http://ns.gs1.org/cbv/")
        }
    }

    func reserves(_ uri: String) -> Bool {
        var uri = uri
        return uri.withUTF8 { reserves($0) }
    }
}
