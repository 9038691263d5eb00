import Emit
import Fiscal
import JSONText
import Testing

@testable import Ledger

/// The published schemas against what is written. The checker knows the keywords that the two schemas use, and refuses others.
@Suite struct SchemaTests {
    let folder = TemporaryFolder()

    static func schema(_ name: String) throws -> JSONValue {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        let file = try #require(try FileOperations.posix.open(root + "/docs/schemas/" + name + ".schema.json"))
        defer { FileOperations.posix.close(file) }
        var bytes: [UInt8] = []
        while case let piece = try FileOperations.posix.read(file, 1 << 16), !piece.isEmpty { bytes += piece }
        return try JSONParser.parse(bytes)
    }

    @Test func `Results are as their schema says`() throws {
        let nights = ResultsTests()
        try nights.write()
        let check = SchemaCheck(root: try Self.schema("results"))
        let lines = try #require(nights.folder.text("results/orders.csv.9f2c1a77.result.jsonl")).split(separator: "\n")
        for line in lines { #expect(check.problems(in: try JSONParser.parse(String(line))) == []) }
    }

    @Test func `The manifest is as its schema says`() throws {
        let night = ManifestTests()
        try night.write(incomplete: 3, outputs: 3)
        let json = try JSONParser.parse(#require(night.folder.bytes("manifests/latest.json")))
        #expect(SchemaCheck(root: try Self.schema("manifest")).problems(in: json) == [])
    }

    @Test func `States, requirements, kinds and modes of the schema are those of the program`() throws {
        let document = try #require(try Self.schema("results")["$defs"]?["document"]?["properties"])
        func words(_ key: String) -> [String] { document[key]?["enum"]?.array?.compactMap(\.string) ?? [] }
        #expect(words("state") == DocumentState.allCases.map(\.rawValue))
        #expect(words("kind") == DocumentKind.allCases.map(\.rawValue))
        #expect(Set(words("mode")) == Set(GenerationMode.allCases.map(\.rawValue)))
        #expect(words("receptor_type") == ReceptorType.allCases.map(\.rawValue))
        #expect(document["missing"]?["items"]?["enum"]?.array?.compactMap(\.string) == FiscalRequirement.allCases.map(\.rawValue))
    }

    @Test(
        arguments: [
            (#"{"type":"file"}"#, false), (#"{"type":"summary","outcome":"all","records":0}"#, false),
            (
                #"{"type":"summary","outcome":"PART","records":0,"total":"0.00","documents":{},"sums":{},"#
                    + #""fiscal_validity":{"valid":0,"valid_total":"0.00","incomplete":0,"missing":{}}}"#, true
            ),
            (
                #"{"type":"summary","outcome":"PART","records":0,"total":"0","documents":{"nil":1},"sums":{},"#
                    + #""fiscal_validity":{"valid":0,"valid_total":"0.00","incomplete":0,"missing":{}}}"#, false
            ),
        ])
    func `The checker tells right from wrong`(text: String, isRight: Bool) throws {
        let check = SchemaCheck(root: try Self.schema("results"))
        #expect(check.problems(in: try JSONParser.parse(text)).isEmpty == isRight)
    }
}

/// As much of JSON Schema 2020-12 as the schemas use.
struct SchemaCheck {
    let root: JSONValue

    func problems(in value: JSONValue) -> [String] { problems(value, root, at: "$") }

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
