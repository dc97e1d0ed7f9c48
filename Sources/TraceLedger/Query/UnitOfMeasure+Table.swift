// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

extension UnitOfMeasure {
    typealias Entry = (code: String, factor: Double, offset: Double)

    /// The units of UN/CEFACT Recommendation 20 that sensors and trade documents use: one row for each quantity,
    /// each unit with its factor to the coherent unit and its offset.
    static let table: [[Entry]] = [temperature] + scaled.map { $0.map { ($0.0, $0.1, 0) } }

    /// In kelvin.
    private static let temperature: [Entry] = [
        ("KEL", 1, 0), ("CEL", 1, 273.15), ("FAH", 5.0 / 9, 459.67 * 5 / 9), ("A48", 5.0 / 9, 0),
    ]

    private static let scaled: [[(String, Double)]] = [
        // Count and fraction: one
        [
            ("C62", 1), ("EA", 1), ("H87", 1), ("PR", 2), ("DZN", 12), ("CEN", 100), ("GRO", 144),
            ("MIL", 1000),
            ("P1", 0.01), ("NX", 0.001), ("59", 1e-6), ("61", 1e-9),
        ],
        // Mass: kilogram
        [
            ("KGM", 1), ("GRM", 1e-3), ("MGM", 1e-6), ("MC", 1e-9), ("CGM", 1e-5), ("DJ", 1e-2), ("HGM", 0.1),
            ("DTN", 100), ("TNE", 1000), ("2U", 1000), ("KTN", 1e6), ("LBR", 0.453_592_37),
            ("ONZ", 0.028_349_523_125), ("APZ", 0.031_103_476_8), ("GRN", 6.479_891e-5), ("CTM", 2e-4),
            ("STI", 6.350_293_18), ("CWA", 45.359_237), ("CWI", 50.802_345_44), ("STN", 907.184_74),
            ("LTN", 1016.046_908_8),
        ],
        // Length: metre
        [
            ("MTR", 1), ("KMT", 1000), ("DMT", 0.1), ("CMT", 0.01), ("MMT", 1e-3), ("4H", 1e-6),
            ("C45", 1e-9),
            ("A11", 1e-10), ("INH", 0.0254), ("FOT", 0.3048), ("YRD", 0.9144), ("SMI", 1609.344),
            ("NMI", 1852),
        ],
        // Area: square metre
        [
            ("MTK", 1), ("DMK", 1e-2), ("CMK", 1e-4), ("MMK", 1e-6), ("KMK", 1e6), ("HAR", 1e4), ("ARE", 100),
            ("INK", 6.4516e-4), ("FTK", 0.092_903_04), ("YDK", 0.836_127_36), ("ACR", 4046.856_422_4),
            ("MIK", 2_589_988.110_336),
        ],
        // Volume: cubic metre
        [
            ("MTQ", 1), ("DMQ", 1e-3), ("CMQ", 1e-6), ("MMQ", 1e-9), ("LTR", 1e-3), ("DLT", 1e-4),
            ("CLT", 1e-5),
            ("MLT", 1e-6), ("4G", 1e-9), ("HLT", 0.1), ("K6", 1), ("INQ", 1.638_706_4e-5),
            ("FTQ", 0.028_316_846_592), ("YDQ", 0.764_554_857_984), ("GLL", 3.785_411_784e-3),
            ("GLI", 4.546_09e-3), ("PTL", 4.731_764_73e-4), ("PTI", 5.682_612_5e-4), ("QTL", 9.463_529_46e-4),
            ("QTI", 1.136_522_5e-3), ("OZA", 2.957_352_956_25e-5), ("OZI", 2.841_306_25e-5),
            ("BLL", 0.158_987_294_928),
        ],
        // Time: second
        [
            ("SEC", 1), ("C26", 1e-3), ("B98", 1e-6), ("C47", 1e-9), ("MIN", 60), ("HUR", 3600),
            ("DAY", 86_400),
            ("WEE", 604_800),
        ],
        // Pressure: pascal
        [
            ("PAL", 1), ("A97", 100), ("KPA", 1000), ("MPA", 1e6), ("A89", 1e9), ("BAR", 1e5), ("MBR", 100),
            ("ATM", 101_325), ("ATT", 98_066.5), ("PS", 6894.757_293_168), ("HN", 133.322_387_415),
            ("UA", 133.322_368_421_053), ("F79", 3386.388_640_341),
        ],
        // Speed: metre per second
        [
            ("MTS", 1), ("C16", 1e-3), ("2M", 0.01), ("M62", 1000), ("2X", 1.0 / 60), ("KMH", 1 / 3.6),
            ("HM", 0.447_04), ("KNT", 1852.0 / 3600), ("FS", 0.3048), ("FR", 0.005_08),
        ],
        // Acceleration: metre per second squared
        [("MSK", 1), ("A76", 0.01), ("K40", 9.806_65)],
        // Energy: joule
        [
            ("JOU", 1), ("KJO", 1000), ("3B", 1e6), ("GV", 1e9), ("D30", 1e12), ("WHR", 3600), ("KWH", 3.6e6),
            ("MWH", 3.6e9), ("GWH", 3.6e12), ("D70", 4.1868), ("E14", 4186.8), ("BTU", 1055.055_852_62),
            ("A53", 1.602_176_634e-19),
        ],
        // Power: watt
        [
            ("WTT", 1), ("D80", 1e-6), ("C31", 1e-3), ("KWT", 1000), ("MAW", 1e6), ("A90", 1e9),
            ("BHP", 745.699_871_582), ("HJ", 735.498_75),
        ],
        // Force: newton
        [
            ("NEW", 1), ("C20", 1e-3), ("B47", 1000), ("B73", 1e6), ("DU", 1e-5), ("B37", 9.806_65),
            ("C78", 4.448_221_615_26),
        ],
        // Torque: newton metre
        [("NU", 1), ("B48", 1000)],
        // Voltage: volt
        [("VLT", 1), ("D82", 1e-6), ("2Z", 1e-3), ("KVT", 1000), ("B78", 1e6)],
        // Current: ampere
        [("AMP", 1), ("C39", 1e-9), ("B84", 1e-6), ("4K", 1e-3), ("B22", 1000)],
        // Charge: coulomb
        [("COU", 1), ("AMH", 3600)],
        // Resistance: ohm
        [("OHM", 1), ("B94", 1e-6), ("E45", 1e-3), ("B49", 1000), ("B75", 1e6)],
        // Conductivity: siemens per metre
        [("D10", 1), ("G43", 1e-6), ("G42", 1e-4), ("H61", 0.1)],
        // Capacitance: farad
        [("FAR", 1), ("4T", 1e-12), ("C41", 1e-9), ("4O", 1e-6)],
        // Inductance: henry
        [("81", 1), ("B90", 1e-6), ("C14", 1e-3)],
        // Magnetic flux density: tesla
        [("D33", 1), ("D81", 1e-6), ("C29", 1e-3)],
        // Frequency: hertz
        [("HTZ", 1), ("KHZ", 1000), ("MHZ", 1e6), ("A86", 1e9), ("D29", 1e12)],
        // Angle: radian
        [
            ("C81", 1), ("C25", 1e-3), ("DD", .pi / 180), ("D61", .pi / 10_800), ("D62", .pi / 648_000),
            ("A91", .pi / 200),
        ],
        // Angular velocity: radian per second
        [("2A", 1), ("E96", .pi / 180), ("RPM", .pi / 30), ("RPS", 2 * .pi)],
        // Density, mass concentration and absolute humidity: kilogram per cubic metre
        [
            ("KMQ", 1), ("A93", 1e-3), ("GP", 1e-6), ("GQ", 1e-9), ("M1", 1e-3), ("GL", 1), ("23", 1000),
            ("GJ", 1000), ("B35", 1000), ("B34", 1000), ("D41", 1000),
        ],
        // Amount of substance: mole
        [("C34", 1), ("FH", 1e-6), ("C18", 1e-3), ("B45", 1000)],
        // Amount-of-substance concentration: mole per cubic metre
        [("C36", 1), ("M33", 1), ("C35", 1000), ("C38", 1000)],
        // Volume flow: cubic metre per second
        [("MQS", 1), ("MQH", 1.0 / 3600), ("L2", 1e-3 / 60), ("E32", 1e-3 / 3600), ("LD", 1e-3 / 86_400)],
        // Mass flow: kilogram per second
        [("KGS", 1), ("F31", 1.0 / 60), ("E93", 1.0 / 3600)],
        // Dynamic viscosity: pascal second
        [("C65", 1), ("C24", 1e-3), ("C7", 1e-3), ("89", 0.1)],
        // Kinematic viscosity: square metre per second
        [("S4", 1), ("C17", 1e-6), ("4C", 1e-6), ("91", 1e-4)],
        // Illuminance: lux
        [("LUX", 1), ("KLX", 1000)],
        // Irradiance: watt per square metre
        [("D54", 1), ("C32", 1e-3)],
        // Radioactivity: becquerel
        [
            ("BQL", 1), ("2Q", 1000), ("4N", 1e6), ("GBQ", 1e9), ("CUR", 3.7e10), ("MCU", 3.7e7),
            ("M5", 3.7e4),
        ],
        // Absorbed dose: gray
        [("A95", 1), ("C13", 1e-3), ("C80", 0.01)],
        // Dose equivalent: sievert
        [("D13", 1), ("C28", 1e-3), ("D91", 0.01)],
        // Memory: byte
        [("AD", 1), ("A99", 0.125), ("2P", 1000), ("4L", 1e6), ("E34", 1e9), ("E35", 1e12)],
    ]
}
