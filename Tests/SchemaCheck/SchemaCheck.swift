public import JSONText

/// As much of JSON Schema 2020-12 as the schemas use.
public struct SchemaCheck {
    private let root: JSONValue

    /// A checker of a schema.
    public init(root: JSONValue) { self.root = root }

    /// What a value has that the schema doesn't allow; empty when it fits.
    public func problems(in value: JSONValue) -> [String] { problems(value, root, at: "$") }

    private func problems(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        var found: [String] = []
        for member in schema.object?.members ?? [] {
            switch member.key {
            case "$schema", "$defs", "title", "description", "additionalProperties": break
            case "$ref": found += problems(value, definition(member.value.string ?? ""), at: path)
            case "oneOf":
                let fitting = (member.value.array ?? []).filter { problems(value, $0, at: path).isEmpty }
                if fitting.count != 1 { found.append("\(path): fits \(fitting.count) alternatives") }
            case "type":
                let types = member.value.array?.compactMap(\.string) ?? [member.value.string ?? ""]
                if !types.contains(where: { Self.isOf(type: $0, value) }) { found.append("\(path): not \(types)") }
            case "const": if member.value != value { found.append("\(path): not \(member.value.text)") }
            case "enum": if member.value.array?.contains(value) != true { found.append("\(path): \(value.text) isn't listed") }
            case "required":
                for key in member.value.array ?? [] where value[key.string ?? ""] == nil {
                    found.append("\(path): no \(key.text)")
                }
            case "properties": found += properties(value, schema, at: path)
            case "propertyNames":
                for key in value.object?.keys ?? [] { found += problems(.string(key), member.value, at: path + "." + key) }
            case "items":
                for (index, element) in (value.array ?? []).enumerated() {
                    found += problems(element, member.value, at: path + "[\(index)]")
                }
            case "minItems": if (value.array?.count ?? .max) < (member.value.integer ?? 0) { found.append("\(path): too few") }
            case "maxItems": if (value.array?.count ?? 0) > (member.value.integer ?? 0) { found.append("\(path): too many") }
            case "minimum": if (value.integer ?? .max) < (member.value.integer ?? 0) { found.append("\(path): too small") }
            case "pattern": if let text = value.string { found += pattern(text, member.value.string ?? "", at: path) }
            default: found.append("\(path): the checker doesn't know \(member.key)")
            }
        }
        if schema["properties"] == nil, schema["additionalProperties"] != nil { found += properties(value, schema, at: path) }
        return found
    }

    private func properties(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        (value.object?.members ?? []).flatMap { member -> [String] in
            let inner = path + "." + member.key
            if let known = schema["properties"]?[member.key] { return problems(member.value, known, at: inner) }
            guard let others = schema["additionalProperties"] else { return [] }
            return others == false ? ["\(inner): unknown"] : problems(member.value, others, at: inner)
        }
    }

    private func pattern(_ text: String, _ pattern: String, at path: String) -> [String] {
        let matches = (try? Regex(pattern)).map { text.wholeMatch(of: $0) != nil } ?? false
        return matches ? [] : ["\(path): \(text) isn't \(pattern)"]
    }

    private func definition(_ reference: String) -> JSONValue {
        root["$defs"]?[String(reference.split(separator: "/").last ?? "")] ?? ["unknown reference": .string(reference)]
    }

    private static func isOf(type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("null", .null), ("string", .string), ("object", .object), ("array", .array), ("boolean", .bool): true
        case ("number", .number): true
        case ("integer", .number(let text)): Int(text) != nil
        default: false
        }
    }
}
