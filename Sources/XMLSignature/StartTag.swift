/// A start tag as libxml2 hands it out: good during its callback only.
@safe
struct StartTag: ~Copyable {
    let name: UnsafePointer<UInt8>
    let nameCount: Int
    let prefix: UnsafePointer<UInt8>?
    let uri: UnsafePointer<UInt8>?
    let depth: Int
    let declarationCount: Int
    let attributeCount: Int
    private let declarations: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    private let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    init(
        name: UnsafePointer<UInt8>, nameCount: Int, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?, depth: Int,
        declarations: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, declarationCount: Int,
        attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, attributeCount: Int
    ) {
        unsafe self.name = name
        self.nameCount = nameCount
        unsafe self.prefix = prefix
        unsafe self.uri = uri
        self.depth = depth
        unsafe self.declarations = declarations
        self.declarationCount = unsafe declarations == nil ? 0 : declarationCount
        unsafe self.attributes = attributes
        self.attributeCount = unsafe attributes == nil ? 0 : attributeCount
    }

    /// A declaration that the tag carries, from 0.
    func declaration(_ index: Int) -> Declaration {
        guard let declarations = unsafe declarations else { preconditionFailure("no declarations") }
        return unsafe Declaration(prefix: declarations[2 * index], uri: declarations[2 * index + 1], depth: depth)
    }

    /// An attribute that the tag carries, from 0; nil when libxml2 gives it no value, which it never does.
    func attribute(_ index: Int) -> Attribute? {
        guard let attributes = unsafe attributes, let name = unsafe attributes[5 * index],
            let start = unsafe attributes[5 * index + 3], let end = unsafe attributes[5 * index + 4]
        else { return nil }
        return unsafe Attribute(
            name: name, prefix: attributes[5 * index + 1], uri: attributes[5 * index + 2], value: start, valueCount: end - start)
    }

    /// The value of an attribute without a prefix; nil when the tag has none of that name.
    func value(of name: StaticString) -> [UInt8]? {
        for index in 0..<attributeCount {
            guard let attribute = attribute(index), unsafe attribute.prefix == nil, attribute.isNamed(name) else { continue }
            return attribute.decodedValue
        }
        return nil
    }
}

/// An attribute of a start tag: good during the callback only.
@safe
struct Attribute {
    let name: UnsafePointer<UInt8>
    let prefix: UnsafePointer<UInt8>?
    let uri: UnsafePointer<UInt8>?
    let value: UnsafePointer<UInt8>
    let valueCount: Int

    init(
        name: UnsafePointer<UInt8>, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?, value: UnsafePointer<UInt8>,
        valueCount: Int
    ) {
        unsafe self.name = name
        unsafe self.prefix = prefix
        unsafe self.uri = uri
        unsafe self.value = value
        self.valueCount = valueCount
    }

    func isNamed(_ text: StaticString) -> Bool { unsafe isText(name, text) }

    /// Without entity replacement libxml2 leaves an ampersand in a value as `&#38;`, and nothing else: so many bytes.
    static let ampersandCount = 5

    /// The value's bytes.
    var decodedValue: [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < valueCount {
            let byte = unsafe value[index]
            bytes.append(byte)
            index += byte == UInt8(ascii: "&") ? Self.ampersandCount : 1
        }
        return bytes
    }
}

/// True when a text of C's is exactly a constant.
func isText(_ text: UnsafePointer<UInt8>, _ constant: StaticString) -> Bool {
    for index in 0..<constant.utf8CodeUnitCount {
        let byte = unsafe text[index]
        if byte == 0 || byte != (unsafe constant.utf8Start[index]) { return false }
    }
    return unsafe text[constant.utf8CodeUnitCount] == 0
}
