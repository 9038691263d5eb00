internal import Glibc

/// A namespace declaration. Prefix and address are kept by libxml2's dictionary, so equal texts have equal addresses.
@safe
struct Declaration {
    /// Nil is the default namespace.
    let prefix: UnsafePointer<UInt8>?
    /// Nil is no namespace: `xmlns=""`.
    let uri: UnsafePointer<UInt8>?
    /// How deep the element is that carries it.
    let depth: Int

    init(prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?, depth: Int) {
        unsafe self.prefix = prefix
        unsafe self.uri = unsafe uri.flatMap { unsafe $0[0] == 0 ? nil : $0 }
        self.depth = depth
    }

    func has(prefix other: UnsafePointer<UInt8>?) -> Bool { unsafe prefix == other }

    func isSame(as other: Declaration) -> Bool { unsafe prefix == other.prefix && uri == other.uri }

    /// In the order of canonical XML: the default namespace first, then by prefix.
    static func isBefore(_ left: Declaration, _ right: Declaration) -> Bool {
        guard let second = unsafe right.prefix else { return false }
        guard let first = unsafe left.prefix else { return true }
        return unsafe strcmp(
            UnsafeRawPointer(first).assumingMemoryBound(to: CChar.self),
            UnsafeRawPointer(second).assumingMemoryBound(to: CChar.self)) < 0
    }
}

/// The declarations in force at an element, innermost last.
struct NamespaceScope {
    private(set) var declarations: [Declaration] = []
    /// Where those of the signed element and its descendants begin.
    private(set) var signedStart = 0

    mutating func enter(_ tag: borrowing StartTag) {
        for index in 0..<tag.declarationCount { declarations.append(tag.declaration(index)) }
    }

    /// The signed element begins: call before `enter`.
    mutating func beginSigned() { signedStart = declarations.count }

    @inline(__always)
    mutating func leave(depth: Int) {
        while let last = declarations.last, last.depth >= depth { declarations.removeLast() }
    }

    mutating func removeAll() {
        declarations.removeAll(keepingCapacity: true)
        signedStart = 0
    }

    /// The innermost declaration of each prefix since the signed element began, in no order.
    var ofSigned: [Declaration] {
        var found: [Declaration] = []
        for declaration in declarations[signedStart...].reversed()
        where !found.contains(where: { unsafe $0.has(prefix: declaration.prefix) }) {
            found.append(declaration)
        }
        return found
    }
}
