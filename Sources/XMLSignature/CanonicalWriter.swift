internal import Digest
internal import Glibc

/// Which canonical form is written.
enum CanonicalMode: Sendable {
    /// Exclusive XML Canonicalization 1.0: a namespace is declared where it is used.
    case exclusive
    /// Canonical XML 1.0: every namespace in scope is declared.
    case inclusive
}

/// Writes the canonical form of an element as its parts come by, both forms without comments.
///
/// Advice to editors: what the form must be is checked in the tests against libxml2's own, over random documents. `xml:`
/// attributes of ancestors aren't carried into the apex of the inclusive form; such a signature doesn't verify here, and nobody
/// makes one.
struct CanonicalWriter: ~Copyable {
    let mode: CanonicalMode
    private(set) var out: ByteBuffer
    private var rendered: [Declaration] = []

    init(mode: CanonicalMode, capacity: Int) {
        self.mode = mode
        out = ByteBuffer(capacity: capacity)
    }

    /// Begins another element's form.
    mutating func restart() {
        out.removeAll()
        rendered.removeAll(keepingCapacity: true)
    }

    /// Hands over the bytes written so far and forgets them, but not the place in the document.
    mutating func pass(to digest: inout SHA256) {
        digest.update(out.span)
        out.removeAll()
    }

    mutating func begin(_ tag: borrowing StartTag, isApex: Bool, scope: borrowing NamespaceScope) {
        out.append(UInt8(ascii: "<"))
        unsafe appendName(tag.prefix, tag.name, tag.nameCount)
        declare(tag, isApex: isApex, scope: scope)
        if tag.attributeCount > 0 { appendAttributes(of: tag) }
        out.append(UInt8(ascii: ">"))
    }

    @inline(__always)
    mutating func end(prefix: UnsafePointer<UInt8>?, name: UnsafePointer<UInt8>, nameCount: Int, depth: Int) {
        out.append("</")
        unsafe appendName(prefix, name, nameCount)
        out.append(UInt8(ascii: ">"))
        while let last = rendered.last, last.depth >= depth { rendered.removeLast() }
    }

    @inline(__always)
    mutating func text(_ bytes: UnsafePointer<UInt8>, count: Int) {
        var start = 0
        for index in 0..<count {
            let byte = unsafe bytes[index]
            guard byte <= 0x3E, Self.textMask >> UInt64(byte) & 1 == 1 else { continue }
            unsafe out.append(bytes + start, count: index - start)
            start = index + 1
            appendReference(byte)
        }
        unsafe out.append(bytes + start, count: count - start)
    }

    mutating func instruction(target: UnsafePointer<UInt8>, data: UnsafePointer<UInt8>?) {
        out.append("<?")
        unsafe out.append(target, count: count(target))
        if let data = unsafe data, unsafe data[0] != 0 {
            out.append(UInt8(ascii: " "))
            for index in 0..<(unsafe count(data)) {
                let byte = unsafe data[index]
                if byte == 0x0D { out.append("&#xD;") } else { out.append(byte) }
            }
        }
        out.append("?>")
    }

    // MARK: Names and namespaces

    @inline(__always)
    private mutating func appendName(_ prefix: UnsafePointer<UInt8>?, _ name: UnsafePointer<UInt8>, _ nameCount: Int) {
        if let prefix = unsafe prefix {
            unsafe out.append(prefix, count: count(prefix))
            out.append(UInt8(ascii: ":"))
        }
        unsafe out.append(name, count: nameCount)
    }

    private mutating func declare(_ tag: borrowing StartTag, isApex: Bool, scope: borrowing NamespaceScope) {
        let own = unsafe Declaration(prefix: tag.prefix, uri: tag.uri, depth: tag.depth)
        if tag.attributeCount == 0, mode == .exclusive || tag.declarationCount == 0 && !isApex {
            // By far the most frequent case: the namespace of an ancestor.
            if isNew(own) { append([own]) }
            return
        }
        var fresh: [Declaration] = []
        if mode == .inclusive {
            if isApex { for declaration in scope.ofSigned { add(declaration, to: &fresh) } }
            for index in 0..<tag.declarationCount { add(tag.declaration(index), to: &fresh) }
        }
        add(own, to: &fresh)
        for index in 0..<tag.attributeCount {
            guard let attribute = tag.attribute(index), unsafe attribute.prefix != nil else { continue }
            unsafe add(Declaration(prefix: attribute.prefix, uri: attribute.uri, depth: tag.depth), to: &fresh)
        }
        append(fresh.sorted(by: Declaration.isBefore))
    }

    private mutating func append(_ fresh: [Declaration]) {
        for declaration in fresh {
            rendered.append(declaration)
            if let prefix = unsafe declaration.prefix {
                out.append(" xmlns:")
                unsafe out.append(prefix, count: count(prefix))
            } else {
                out.append(" xmlns")
            }
            out.append("=\"")
            if let uri = unsafe declaration.uri {
                for index in 0..<(unsafe count(uri)) { unsafe appendInValue(uri[index]) }
            }
            out.append(UInt8(ascii: "\""))
        }
    }

    private func add(_ declaration: Declaration, to fresh: inout [Declaration]) {
        guard isNew(declaration), !fresh.contains(where: { $0.isSame(as: declaration) }) else { return }
        fresh.append(declaration)
    }

    /// True when the output's nearest declaration of the prefix says something else. `xml` needs none; nor does no namespace
    /// where there is no other.
    @inline(__always)
    private func isNew(_ declaration: Declaration) -> Bool {
        var index = rendered.count - 1
        while index >= 0 {
            if unsafe rendered[index].has(prefix: declaration.prefix) { return !rendered[index].isSame(as: declaration) }
            index -= 1
        }
        guard let prefix = unsafe declaration.prefix else { return unsafe declaration.uri != nil }
        return !(unsafe isText(prefix, "xml"))
    }

    // MARK: Attributes

    private mutating func appendAttributes(of tag: borrowing StartTag) {
        if tag.attributeCount == 1 {
            if let only = tag.attribute(0) { append(only) }
            return
        }
        var attributes: [Attribute] = []
        for index in 0..<tag.attributeCount {
            if let attribute = tag.attribute(index) { attributes.append(attribute) }
        }
        attributes.sort(by: Self.isBefore)
        for attribute in attributes { append(attribute) }
    }

    private mutating func append(_ attribute: Attribute) {
        out.append(UInt8(ascii: " "))
        unsafe appendName(attribute.prefix, attribute.name, count(attribute.name))
        out.append("=\"")
        var index = 0
        while index < attribute.valueCount {
            let byte = unsafe attribute.value[index]
            appendInValue(byte)
            index += byte == UInt8(ascii: "&") ? Attribute.ampersandCount : 1
        }
        out.append(UInt8(ascii: "\""))
    }

    /// By namespace, then by local name; those without a namespace first.
    private static func isBefore(_ left: Attribute, _ right: Attribute) -> Bool {
        let order: Int32
        switch unsafe (left.uri, right.uri) {
        case (nil, nil): order = 0
        case (nil, .some): return true
        case (.some, nil): return false
        case (.some(let first), .some(let second)): order = unsafe compare(first, second)
        }
        return order != 0 ? order < 0 : unsafe compare(left.name, right.name) < 0
    }

    // MARK: Characters

    private static let textMask: UInt64 = 1 << 0x0D | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E

    private mutating func appendReference(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): out.append("&amp;")
        case UInt8(ascii: "<"): out.append("&lt;")
        case UInt8(ascii: ">"): out.append("&gt;")
        default: out.append("&#xD;")
        }
    }

    private mutating func appendInValue(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "&"): out.append("&amp;")
        case UInt8(ascii: "<"): out.append("&lt;")
        case UInt8(ascii: "\""): out.append("&quot;")
        case 0x09: out.append("&#x9;")
        case 0x0A: out.append("&#xA;")
        case 0x0D: out.append("&#xD;")
        default: out.append(byte)
        }
    }
}

/// Bytes of a text of C's.
private func count(_ text: UnsafePointer<UInt8>) -> Int {
    unsafe strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self))
}

private func compare(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> Int32 {
    unsafe strcmp(
        UnsafeRawPointer(left).assumingMemoryBound(to: CChar.self), UnsafeRawPointer(right).assumingMemoryBound(to: CChar.self))
}
