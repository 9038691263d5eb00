import JSONText

/// A value of a payload with its path: `items[0].prices.transfer`.
struct PayloadLeaf: Equatable {
    let path: String
    let text: String

    /// All values of a payload in its order.
    static func leaves(of value: JSONValue, at path: String = "") -> [PayloadLeaf] {
        switch value {
        case .object(let object):
            object.members.flatMap { leaves(of: $0.value, at: path.isEmpty ? $0.key : path + "." + $0.key) }
        case .array(let elements):
            elements.enumerated().flatMap { leaves(of: $0.element, at: "\(path)[\($0.offset)]") }
        case .null, .bool, .number, .string: [PayloadLeaf(path: path, text: value.scalarText ?? "null")]
        }
    }

    /// True when the leaf is what a user asked for, or lies below it.
    func isBelow(_ asked: String) -> Bool {
        path == asked || path.hasPrefix(asked + ".") || path.hasPrefix(asked + "[")
    }

    /// The item that it belongs to; nil for values of the document.
    var item: Int? {
        guard path.hasPrefix("items[") else { return nil }
        return Int(path.dropFirst(6).prefix { $0 != "]" })
    }
}
