import CLibXML2
import Digest

/// libxml2's own canonical forms, from a tree: what the streaming writer is held against.
enum ReferenceForm {
    /// SHA-256 of the exclusive form of the rFE without its Signature and gNoFirm, in place.
    static func digest(of document: [UInt8]) -> [UInt8]? {
        unsafe withTree(document) { tree, root in
            guard let apex = unsafe find(root, "rFE") else { return nil }
            let skipped = unsafe [child(apex, "Signature"), child(apex, "gNoFirm")].compactMap { unsafe $0 }
            return unsafe form(tree, Visible(apex: apex, skipped: skipped), XML_C14N_EXCLUSIVE_1_0).map { SHA256.digest($0) }
        }
    }

    /// SignedInfo in place. The inclusive form must be taken of a document that begins with the rFE.
    static func signedInfo(of document: [UInt8], exclusive: Bool) -> [UInt8]? {
        unsafe withTree(document) { tree, root in
            guard let rfe = unsafe find(root, "rFE"), let signature = unsafe child(rfe, "Signature"),
                let info = unsafe child(signature, "SignedInfo")
            else { return nil }
            return unsafe form(tree, Visible(apex: info, skipped: []), exclusive ? XML_C14N_EXCLUSIVE_1_0 : XML_C14N_1_0)
        }
    }

    @safe
    private struct Visible {
        let apex: UnsafeMutablePointer<xmlNode>
        let skipped: [UnsafeMutablePointer<xmlNode>]

        init(apex: UnsafeMutablePointer<xmlNode>, skipped: [UnsafeMutablePointer<xmlNode>]) {
            unsafe self.apex = apex
            unsafe self.skipped = skipped
        }
    }

    private static func withTree<Result>(
        _ document: [UInt8], _ body: (UnsafeMutablePointer<xmlDoc>, UnsafeMutablePointer<xmlNode>) -> Result?
    ) -> Result? {
        unsafe document.withUnsafeBytes { bytes in
            let start = unsafe bytes.assumingMemoryBound(to: CChar.self).baseAddress
            guard let tree = unsafe xmlReadMemory(start, Int32(bytes.count), nil, nil, Int32(XML_PARSE_NONET.rawValue)) else {
                return nil
            }
            defer { unsafe xmlFreeDoc(tree) }
            guard let root = unsafe xmlDocGetRootElement(tree) else { return nil }
            return unsafe body(tree, root)
        }
    }

    private static func form(_ tree: UnsafeMutablePointer<xmlDoc>, _ visible: Visible, _ mode: xmlC14NMode) -> [UInt8]? {
        guard let output = unsafe xmlAllocOutputBuffer(nil) else { return nil }
        defer { unsafe xmlOutputBufferClose(output) }
        var visible = visible
        let code = unsafe withUnsafeMutablePointer(to: &visible) { visible in
            unsafe xmlC14NExecute(
                tree,
                { user, node, parent in
                    guard let visible = unsafe user?.assumingMemoryBound(to: Visible.self) else { return 0 }
                    let isDeclaration = unsafe node?.pointee.type == XML_NAMESPACE_DECL
                    var next = unsafe isDeclaration ? parent : node
                    while let current = unsafe next {
                        if unsafe visible.pointee.skipped.contains(current) { return 0 }
                        if unsafe current == visible.pointee.apex { return 1 }
                        unsafe next = current.pointee.parent
                    }
                    return 0
                }, UnsafeMutableRawPointer(visible), Int32(mode.rawValue), nil, 0, output)
        }
        guard code >= 0, let content = unsafe xmlOutputBufferGetContent(output) else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: content, count: xmlOutputBufferGetSize(output)))
    }

    private static func find(_ node: UnsafeMutablePointer<xmlNode>, _ name: String) -> UnsafeMutablePointer<xmlNode>? {
        if unsafe isElement(node, name) { return unsafe node }
        var next = unsafe node.pointee.children
        while let current = unsafe next {
            if let found = unsafe find(current, name) { return unsafe found }
            unsafe next = current.pointee.next
        }
        return nil
    }

    private static func child(_ node: UnsafeMutablePointer<xmlNode>, _ name: String) -> UnsafeMutablePointer<xmlNode>? {
        var next = unsafe node.pointee.children
        while let current = unsafe next {
            if unsafe isElement(current, name) { return unsafe current }
            unsafe next = current.pointee.next
        }
        return nil
    }

    private static func isElement(_ node: UnsafeMutablePointer<xmlNode>, _ name: String) -> Bool {
        guard unsafe node.pointee.type == XML_ELEMENT_NODE, let text = unsafe node.pointee.name else { return false }
        return unsafe String(cString: text) == name
    }
}
