// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CZstd

/// What nearly every stored event says, for ``BodyCodec``.
///
/// Stored bodies can only be read with the very same bytes: a dictionary never changes; a better one is added
/// beside it.
///
/// Unchecked because zstd only reads a prepared dictionary (zstd manual: a CDict or DDict may be shared by
/// threads).
final class BodyDictionary: @unchecked Sendable {
    let compressing: OpaquePointer?
    let expanding: OpaquePointer?

    /// Written by hand.
    private static let first = BodyDictionary(Array(text1.utf8))
    /// Trained on simulated events of every profile, in other names and numbers (`scripts/train-dictionary`). It
    /// brings the statistics of letters along, which a body of 1,000 bytes would else have to carry itself.
    private static let second = BodyDictionary(PackageResources.dictionary2_zdict)

    /// The one for new bodies, and the number that names it.
    static let newest = (number: UInt8(2), dictionary: second)

    /// The one that a stored body names.
    static func numbered(_ number: UInt8) -> BodyDictionary? {
        switch number {
        case 1: first
        case 2: second
        default: nil
        }
    }

    /// Level 3 is zstd's default: higher levels gain under 2 % on bodies of this size.
    private init(_ bytes: [UInt8]) {
        compressing = ZSTD_createCDict(bytes, bytes.count, 3)
        expanding = ZSTD_createDDict(bytes, bytes.count)
    }

    /// The most frequent phrases stand last, where references to them are shortest.
    private static let text1 = """
        "stopped","errorDeclaration":{"declarationTime":"20","reason":"incorrect_data","did_not_occur","corre\
        ctiveEventIDs":["urn:uuid:"],"certificationInfo":["https://accreditation-council.example.org/certificate\
        /"],"persistentDisposition":{"set":["completeness_verified"],"unset":["completeness_inferred"]},"sensorEl\
        ementList":[{"sensorMetadata":{"time":"2026-","deviceID":"https://id.gs1.org/8004/","startTime":"2026-","\
        endTime":"2026-","deviceMetadata":"rawData":"dataProcessingMethod":"bizRules":"},"sensorReport":[{"type":\
        "RelativeHumidity","value":80,"uom":"A93"},{"type":"Temperature","exception":"ALARM_CONDITION","minValue":\
        2.0,"maxValue":8.0,"meanValue":4.5,"value":26.0,"uom":"CEL"}]}],"destroying","decommissioning","holding",\
        "inspecting","loading","unloading","accepting","arriving","departing","transporting","storing","stocking"\
        ,"picking","staging_outbound","repackaging","unpacking","sampling","sensor_reporting","installing","repai\
        ring","dispensing","retail_selling","creating_class_instance","disposition":"in_progress","in_transit","s\
        ellable_accessible","sellable_not_accessible","conformant","non_conformant","container_closed","recalled"\
        ,"destroyed","dispensed","retail_sold","active","@context":{"cbvmda":"urn:epcglobal:cbv:mda:","ilmd":{"cb\
        vmda:bestBeforeDate":"2026-","cbvmda:lotNumber":"cbvmda:itemExpirationDate":"cbvmda:countryOfOrigin":"CN"\
        ,"type":"TransactionEvent","type":"AssociationEvent","type":"TransformationEvent","inputEPCList":["https:\
        //id.gs1.org/01/0690"],"inputQuantityList":[{"epcClass":"https://id.gs1.org/01/0690","quantity":100,"uom"\
        :"KGM"}],"outputEPCList":["https://id.gs1.org/01/0690"],"outputQuantityList":[{"epcClass":"https://id.gs1\
        .org/01/0690","quantity":1000,"uom":"KGM"}],"transformationID":"https://id.gs1.org/253/","urn:epc:id:gdti\
        :","type":"AggregationEvent","parentID":"urn:epc:id:sscc:","parentID":"https://id.gs1.org/00/","childEPCs\
        ":["https://id.gs1.org/01/0690/21/","https://id.gs1.org/00/"],"childQuantityList":[{"epcClass":"https://i\
        d.gs1.org/01/0690/10/","quantity":24}],"action":"DELETE","bizStep":"packing","urn:epc:class:lgtin:","urn:\
        epc:idpat:sgtin:","urn:epc:id:pgln:","urn:epc:id:sgln:","urn:epc:id:sgtin:","sourceList":[{"type":"posses\
        sing_party","source":"https://id.gs1.org/417/690"},{"type":"location","source":"https://id.gs1.org/414/69\
        0"}],"destinationList":[{"type":"owning_party","destination":"https://id.gs1.org/417/690"},{"type":"locati\
        on","destination":"https://id.gs1.org/414/690"}],"bizTransactionList":[{"type":"inv","bizTransaction":"ur\
        n:epcglobal:cbv:bt:"},{"type":"desadv","bizTransaction":"https://id.gs1.org/253/"},{"type":"po","bizTrans\
        action":"urn:epcglobal:cbv:bt:"}],"readPoint":{"id":"urn:epc:id:sgln:"},"quantityList":[{"epcClass":"http\
        s://id.gs1.org/01/0690/10/","quantity":500,"uom":"KGM"}],"eventTimeZoneOffset":"-05:00","eventTimeZoneOff\
        set":"+00:00","+02:00","type":"ObjectEvent","eventTime":"2026-01-01T00:00:00.000Z","eventTime":"2026-01-0\
        1T00:00:00.000+08:00","eventTimeZoneOffset":"+08:00","eventID":"urn:uuid:","epcList":["https://id.gs1.org\
        /01/0690/21/"],"action":"OBSERVE","action":"ADD","bizStep":"receiving","bizStep":"commissioning","bizStep\
        ":"shipping","disposition":"in_transit","disposition":"active","readPoint":{"id":"https://id.gs1.org/414/\
        690"},"bizLocation":{"id":"https://id.gs1.org/414/690"}}
        """
}
