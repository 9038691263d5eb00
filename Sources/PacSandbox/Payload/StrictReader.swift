import Fiscal
import JSONText

/// An object of a request with its JSON path.
struct StrictNode {
    let object: JSONObject
    let path: String

    func field(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

/// Reads a request as v1 wants it (pac-api.md 1.1): an unknown key, a missing required one, null or a wrong type is finding 0100.
protocol StrictReader {
    /// What was wrong so far.
    var findings: [Finding] { get set }
}

/// Reads small requests.
struct RequestReader: StrictReader {
    var findings: [Finding] = []
}

extension StrictReader {
    typealias Node = StrictNode

    mutating func fail(_ code: String, _ field: String) {
        findings.append(Finding(code: code, field: field))
    }

    /// The object that a whole body holds, with no other keys than these.
    mutating func root(_ body: [UInt8], keys: [String]) -> Node? {
        guard let value = try? JSONParser.parse(body) else {
            findings.append(Finding(code: "0100", field: nil))
            return nil
        }
        return object(value, path: "", keys: keys)
    }

    /// A value that must be an object with no other keys than these; an unknown key is a finding, the object is still read.
    mutating func object(_ value: JSONValue, path: String, keys: [String]) -> Node? {
        guard let object = value.object else {
            findings.append(Finding(code: "0100", field: path.isEmpty ? nil : path))
            return nil
        }
        let node = Node(object: object, path: path)
        for key in object.members.map(\.key) where !keys.contains(key) { fail("0100", node.field(key)) }
        return node
    }

    mutating func object(_ node: Node, _ key: String, required: Bool = true, keys: [String]) -> Node? {
        guard let value = present(node, key, required: required) else { return nil }
        return object(value, path: node.field(key), keys: keys)
    }

    /// The value under a key; a missing required one is 0100 unless another code says it better.
    mutating func present(_ node: Node, _ key: String, required: Bool, code: String = "0100") -> JSONValue? {
        let value = node.object[key]
        if value == nil, required { fail(code, node.field(key)) }
        return value
    }

    mutating func string(_ node: Node, _ key: String, required: Bool = true, missing: String = "0100") -> String? {
        guard let value = present(node, key, required: required, code: missing) else { return nil }
        if let text = value.string { return text }
        fail("0100", node.field(key))
        return nil
    }

    /// A text of so many Unicode scalars.
    @discardableResult
    mutating func text(
        _ node: Node, _ key: String, _ length: ClosedRange<Int>, required: Bool = true, missing: String = "0100"
    ) -> String? {
        guard let text = string(node, key, required: required, missing: missing) else { return nil }
        if length.contains(text.unicodeScalars.count) { return text }
        fail("0100", node.field(key))
        return nil
    }

    /// A text that satisfies a condition; else the code.
    mutating func text(
        _ node: Node, _ key: String, required: Bool = true, code: String = "0100", where isRight: (String) -> Bool
    ) -> String? {
        guard let text = string(node, key, required: required) else { return nil }
        if isRight(text) { return text }
        fail(code, node.field(key))
        return nil
    }

    /// A whole number written without decimals and among these; else the code.
    @discardableResult
    mutating func integer(
        _ node: Node, _ key: String, _ allowed: [Int], required: Bool = true, code: String = "0100"
    ) -> Int? {
        guard let value = present(node, key, required: required) else { return nil }
        guard let number = value.integer else {
            fail("0100", node.field(key))
            return nil
        }
        if allowed.contains(number) { return number }
        fail(code, node.field(key))
        return nil
    }

    /// A number in one of the forms for amounts, × 10⁶.
    @discardableResult
    mutating func amount(_ node: Node, _ key: String, _ form: NumberText.Form, required: Bool = true) -> Int64? {
        guard let value = present(node, key, required: required) else { return nil }
        if case .number(let digits) = value, let number = NumberText(digits), number.has(form) { return number.micros }
        fail("0100", node.field(key))
        return nil
    }

    /// The elements of an array with so many of them.
    mutating func array(_ node: Node, _ key: String, _ counts: ClosedRange<Int>, required: Bool = true) -> [JSONValue]? {
        guard let value = present(node, key, required: required) else { return nil }
        if let elements = value.array, counts.contains(elements.count) { return elements }
        fail("0100", node.field(key))
        return nil
    }

    /// A moment as the wire writes it: `YYYY-MM-DDTHH:MM:SS-05:00`.
    mutating func moment(_ node: Node, _ key: String) -> FiscalTime? {
        guard let text = string(node, key) else { return nil }
        if text.utf8.count == 25, text.hasSuffix("-05:00"), let time = FiscalTime(text: text), time.text == text { return time }
        fail("0100", node.field(key))
        return nil
    }

    static func isDigits(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    static func isDigitsNotAllZero(_ text: String, _ count: Int) -> Bool {
        isDigits(text, count) && text.utf8.contains { $0 != 0x30 }
    }
}
