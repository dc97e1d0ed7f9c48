// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

/// The standard vocabularies of the Core Business Vocabulary 2.0, in their three forms.
///
/// A standard value is a bare word in JSON (`shipping`), a web URI (`https://ref.gs1.org/cbv/BizStep-shipping`)
/// or a URN (`urn:epcglobal:cbv:bizstep:shipping`).
package enum CBV: Sendable, CaseIterable {
    case bizStep, disposition, bizTransactionType, sourceDestinationType, errorReason, component
    case measurementType, sensorAlertType

    /// The standard words.
    package var words: Set<String> {
        switch self {
        case .bizStep: Self.bizSteps
        case .disposition: Self.dispositions
        case .bizTransactionType: Self.bizTransactionTypes
        case .sourceDestinationType: Self.sourceDestinationTypes
        case .errorReason: Self.errorReasons
        case .component: Self.components
        case .measurementType: Self.measurementTypes
        case .sensorAlertType: Self.sensorAlertTypes
        }
    }

    /// What stands before the word in the web URI.
    package var webPrefix: String {
        switch self {
        case .bizStep: "https://ref.gs1.org/cbv/BizStep-"
        case .disposition: "https://ref.gs1.org/cbv/Disp-"
        case .bizTransactionType: "https://ref.gs1.org/cbv/BTT-"
        case .sourceDestinationType: "https://ref.gs1.org/cbv/SDT-"
        case .errorReason: "https://ref.gs1.org/cbv/ER-"
        case .component: "https://ref.gs1.org/cbv/Comp-"
        case .measurementType, .sensorAlertType: "https://gs1.org/voc/"
        }
    }

    /// What stands before the word in the URN; sensor vocabularies have none.
    package var urnPrefix: String? {
        switch self {
        case .bizStep: "urn:epcglobal:cbv:bizstep:"
        case .disposition: "urn:epcglobal:cbv:disp:"
        case .bizTransactionType: "urn:epcglobal:cbv:btt:"
        case .sourceDestinationType: "urn:epcglobal:cbv:sdt:"
        case .errorReason: "urn:epcglobal:cbv:er:"
        case .component: "urn:epcglobal:cbv:comp:"
        case .measurementType, .sensorAlertType: nil
        }
    }
}

extension CBV {
    private static let bizSteps: Set<String> = [
        "accepting", "arriving", "assembling", "collecting", "commissioning", "consigning",
        "creating_class_instance", "cycle_counting", "decommissioning", "departing", "destroying",
        "disassembling", "dispensing", "encoding", "entering_exiting", "holding", "inspecting",
        "installing", "killing", "loading", "other", "packing", "picking", "receiving", "removing",
        "repackaging", "repairing", "replacing", "reserving", "retail_selling", "shipping",
        "staging_outbound", "stock_taking", "stocking", "storing", "transporting", "unloading", "unpacking",
        "void_shipping", "sensor_reporting", "sampling",
    ]

    private static let dispositions: Set<String> = [
        "active", "container_closed", "damaged", "destroyed", "dispensed", "disposed", "encoded", "expired",
        "in_progress", "in_transit", "inactive", "no_pedigree_match", "non_sellable_other",
        "partially_dispensed", "recalled", "reserved", "retail_sold", "returned", "sellable_accessible",
        "sellable_not_accessible", "stolen", "unknown", "available", "completeness_verified",
        "completeness_inferred", "conformant", "container_open", "mismatch_instance", "mismatch_class",
        "mismatch_quantity", "needs_replacement", "non_conformant", "unavailable",
    ]

    private static let bizTransactionTypes: Set<String> = [
        "bol", "cert", "desadv", "inv", "pedigree", "po", "poc", "prodorder", "recadv", "rma", "testprd",
        "testres", "upevt",
    ]

    private static let sourceDestinationTypes: Set<String> = ["owning_party", "possessing_party", "location"]
    private static let errorReasons: Set<String> = ["did_not_occur", "incorrect_data"]
    private static let sensorAlertTypes: Set<String> = ["ALARM_CONDITION", "ERROR_CONDITION"]

    private static let components: Set<String> = [
        "x", "y", "z", "axial_distance", "azimuth", "height", "spherical_radius", "polar_angle",
        "elevation_angle", "easting", "northing", "latitude", "longitude", "altitude",
    ]

    private static let measurementTypes: Set<String> = [
        "AbsoluteHumidity", "AbsorbedDose", "AbsorbedDoseRate", "Acceleration", "Radioactivity", "Altitude",
        "AmountOfSubstance", "AmountOfSubstancePerUnitVolume", "Angle", "AngularAcceleration",
        "AngularMomentum", "AngularVelocity", "Area", "Capacitance", "Conductance", "Conductivity", "Count",
        "Density", "Dimensionless", "DoseEquivalent", "DoseEquivalentRate", "DynamicViscosity",
        "ElectricCharge", "ElectricCurrent", "ElectricCurrentDensity", "ElectricFieldStrength", "Energy",
        "Exposure", "Force", "Frequency", "Illuminance", "Inductance", "Irradiance", "KinematicViscosity",
        "Length", "LinearMomentum", "Luminance", "LuminousFlux", "LuminousIntensity", "MagneticFlux",
        "MagneticFluxDensity", "MagneticVectorPotential", "Mass", "MassConcentration", "MassFlowRate",
        "MassPerAreaTime", "MemoryCapacity", "MolalityOfSolute", "MolarEnergy", "MolarMass", "MolarVolume",
        "Power", "Pressure", "RadiantFlux", "RadiantIntensity", "RelativeHumidity", "Resistance",
        "Resistivity", "SolidAngle", "SpecificVolume", "Speed", "SurfaceDensity", "SurfaceTension",
        "Temperature", "Time", "Torque", "Voltage", "Volume", "VolumeFlowRate", "VolumeFraction",
        "VolumetricFlux", "Wavenumber",
    ]
}

extension CBV {
    /// The bare word where the text is a standard value in any of its forms, else the text itself.
    ///
    /// URN prefixes are compared without regard to case, because partners write `bizStep` for `bizstep`.
    package func bareWord(_ text: String) -> String {
        if words.contains(text) { return text }
        for prefix in prefixes where text.utf8.count > prefix.utf8.count {
            guard text.utf8.prefix(prefix.utf8.count).elementsEqual(prefix.utf8, by: Self.areSameLetter)
            else { continue }
            let word = String(text.dropFirst(prefix.count))
            if words.contains(word) { return word }
        }
        return text
    }

    /// The web URI of a standard word; anything else is returned as it is.
    package func webURI(_ value: String) -> String { words.contains(value) ? webPrefix + value : value }

    /// The URN of a standard word, where the vocabulary has URNs; anything else is returned as it is.
    package func urn(_ value: String) -> String {
        guard let urnPrefix, words.contains(value) else { return value }
        return urnPrefix + value
    }

    private var prefixes: [String] {
        switch self {
        case .measurementType, .sensorAlertType: [webPrefix, "https://www.gs1.org/voc/", "gs1:"]
        default: [urnPrefix, webPrefix, webPrefix.replacingScheme].compactMap(\.self)
        }
    }

    private static func areSameLetter(_ left: UInt8, _ right: UInt8) -> Bool {
        func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
        return lowercased(left) == lowercased(right)
    }
}

extension String {
    fileprivate var replacingScheme: String { "http" + dropFirst("https".count) }
}
