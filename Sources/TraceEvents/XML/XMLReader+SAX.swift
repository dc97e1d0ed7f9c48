// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: the Qiongsu authors

import CLibXML2

extension XMLReader {
    /// The parser's handlers: everything that is not named here is passed over.
    static func saxHandler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = 0xDEED_BEAF  // XML_SAX2_MAGIC: the handlers with namespaces are used.
        refuseDeclarations(&handler)
        handler.startElementNs = {
            (context, local, prefix, namespace, declarationCount, declarations, attributeCount, _, attributes)
            in
            XMLReader.builder(context)?.receive {
                $0.start(
                    local: local,
                    prefix: prefix,
                    namespace: namespace,
                    declared: UnsafeBufferPointer(start: declarations, count: Int(declarationCount) * 2),
                    given: UnsafeBufferPointer(start: attributes, count: Int(attributeCount) * 5)
                )
            }
        }
        handler.endElementNs = { context, _, _, _ in XMLReader.builder(context)?.end() }
        handler.characters = appendText
        handler.ignorableWhitespace = appendText
        handler.cdataBlock = appendText
        return handler
    }

    /// A bare `<!DOCTYPE name>` declares nothing and passes; one that declares or fetches anything stops the reading.
    private static func refuseDeclarations(_ handler: inout xmlSAXHandler) {
        handler.internalSubset = { context, _, publicID, systemID in
            if publicID != nil || systemID != nil { XMLReader.refuseDeclaration(context) }
        }
        handler.entityDecl = { context, _, _, _, _, _ in XMLReader.refuseDeclaration(context) }
        handler.unparsedEntityDecl = { context, _, _, _, _ in XMLReader.refuseDeclaration(context) }
        handler.notationDecl = { context, _, _, _ in XMLReader.refuseDeclaration(context) }
        handler.elementDecl = { context, _, _, _ in XMLReader.refuseDeclaration(context) }
        handler.attributeDecl = { context, _, _, _, _, _, values in
            xmlFreeEnumeration(values)  // The handler owns the list.
            XMLReader.refuseDeclaration(context)
        }
        handler.getParameterEntity = { context, _ in
            XMLReader.refuseDeclaration(context)
            return nil
        }
    }

    private static func refuseDeclaration(_ context: UnsafeMutableRawPointer?) {
        builder(context)?.receive {
            $0.stop(
                .limit,
                "A document type (<!DOCTYPE …>) that declares or fetches something is not read here; leave it out"
            )
        }
    }

    private static let appendText: charactersSAXFunc = { context, text, length in
        XMLReader.builder(context)?.receive {
            $0.append(text: UnsafeBufferPointer(start: text, count: Int(length)))
        }
    }

    private static func builder(_ context: UnsafeMutableRawPointer?) -> XMLTreeBuilder? {
        context.map { Unmanaged<XMLTreeBuilder>.fromOpaque($0).takeUnretainedValue() }
    }
}
