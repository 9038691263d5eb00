import Foundation
import Fiscal
import JSONText
import Ledger
import SchemaCheck
import Testing

@testable import pacbatch

/// docs/schemas/ has a schema for what each command prints with `--json`, and what is printed fits it.
struct CommandSchemaTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/schemas")

    static func schema(_ name: String) throws -> SchemaCheck {
        let text = try String(contentsOf: folder.appending(path: name + ".schema.json"), encoding: .utf8)
        return SchemaCheck(root: try JSONParser.parse(text))
    }

    @Test(arguments: [
        ("ruc", ["8-442-445", "x", "155704849-2-2021"]), ("ruc", ["155704849-2-2021", "--dv", "33"]),
        ("cufe", ["FE01", "FE0120000155704849-2-2021-3200002026112000000123450010124839201754"]), ("catalog", []),
        ("catalog", ["units", "und"]), ("version", []), ("explain", ["PB-LIN-08"]), ("explain", ["PB-FILE-01"]),
        ("explain", ["4"]),
        ("explain", ["in_doubt"]), ("explain", ["1601"]),
    ])
    func `what a tool prints fits its schema, line by line`(command: String, words: [String]) async throws {
        let recorder = Recorder()
        _ = await Dispatch.run([command] + words + ["--json"], environment: Environment([:])) { recorder.screen($0) }
        let lines = recorder.data.split(separator: "\n")
        #expect(!lines.isEmpty)
        for line in lines { #expect(try Self.schema(command).problems(in: JSONParser.parse(String(line))) == []) }
    }

    @Test func `what commands of a workspace print fits their schemas`() async throws {
        let folder = try makeFolder()
        defer { removeTree(folder) }
        let workspace = folder + "/ws"
        func check(_ schema: String, _ words: String...) async throws {
            let recorder = Recorder()
            let all = words + ["--json", "--workspace", workspace]
            _ = await Dispatch.run(all, environment: Environment(["PAC_API_KEY": "k"])) { recorder.screen($0) }
            #expect(try Self.schema(schema).problems(in: JSONParser.parse(recorder.data)) == [], "\(words)")
        }
        try await check("init", "init", workspace)
        let sample = folder + "/sample.csv"
        try FileSystem.replace(sample, Array("Factura;Cant;Precio;Tasa\nF-1;1;1,50;EXENTO\nF-2;1;1,50;8\n".utf8))
        try await check("profile-proposal", "profile", "init", sample)
        try FileSystem.replace(workspace + "/pacbatch.json", Array(Self.settings.utf8))
        try await check("doctor", "doctor")
        try FileSystem.replace(
            workspace + "/inbox/sample.csv", Array("order_id,quantity,unit_price,tax_rate\nF-1,1,1,8\nF-2,1,1,7\n".utf8))
        try await check("plan", "plan", "--offline")
        _ = try LedgerStore(path: workspace + "/ledger.sqlite", environment: .sandbox)
        try await check("keys", "keys")
    }

    @Test func `every command that prints data has a schema`() throws {
        let named = [
            "profile init": "profile-proposal", "sync": "run", "report": "period",
            "verify": "verification", "indoubt list": "indoubt",
        ]
        let index = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
        for row in CommandTable.all.rows where row.printsData {
            #expect(index.contains("`\(row.name)`"), "docs/schemas/README.md: \(row.name)")
            let name = named[row.name] ?? row.name.split(separator: " ").joined(separator: "-")
            let path = Self.folder.appending(path: name + ".schema.json").path
            #expect(
                FileManager.default.fileExists(atPath: path),
                "docs/schemas/\(name).schema.json: say what \(row.name) --json prints")
        }
    }

    private static let settings = """
        {"environment": "sandbox", "pac": {"baseURL": "http://127.0.0.1:1/pan/v1", "apiKey": {"env": "PAC_API_KEY"}}, "companies": [
          {"id": "acme", "pacCompanyId": "01A", "name": "Acme", "ruc": "155704849-2-2021", "rucType": 2, "dv": "32"}]}
        """
}
