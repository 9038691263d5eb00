import Emit
import Fiscal
import JSONText
import SchemaCheck
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
