import Emit
import Fiscal
import JSONText
import Testing

@testable import Ledger

@Suite struct ManifestTests {
    let folder = TemporaryFolder()

    var manifest: Manifest {
        var (first, second, carried, validity) = (Tally(), Tally(), Tally(), ValidityTally())
        for row in [document(1), document(2, state: .invalid, total: 333, itbms: 0)] {
            first.add(row)
            validity.add(row)
        }
        second.add(document(1, state: .queued, company: "beta", kind: .credit_note))
        carried.add(document(1, state: .authorized))
        var traffic = PacTraffic()
        traffic.requests = 12
        traffic.writes = 3
        traffic.throttles = 1
        traffic.longestWaitMilliseconds = 1250
        let beta = InputRow(
            id: 2, sha256: String(repeating: "b", count: 64), name: "beta \"x\".json", company: "beta", kind: "orders-json",
            bytes: 99,
            dialect: nil, records: 1, state: .taken, place: nil)
        let copy = Manifest.Input(
            name: "copy.csv", sha256: input.sha256, bytes: 1234, kind: "orders-csv", outcome: .accepted, duplicateOf: "orders.csv"
        )
        let refused = Manifest.Input(
            name: "bad.bin", sha256: String(repeating: "d", count: 64), bytes: 7, kind: "unknown", outcome: .rejected,
            reason: "PB-FILE-01")
        return Manifest(
            run: runFacts, inputs: [Manifest.Input(input, tally: first), Manifest.Input(beta, tally: second), copy, refused],
            carriedOver: carried, validity: validity, traffic: traffic, chainHead: String(repeating: "e", count: 64),
            previousSHA256: nil)
    }

    @discardableResult
    func write(incomplete: Int = 1, outputs: Int = 2) throws -> WrittenFile {
        var writer = try ManifestWriter(manifest, workspace: folder.path)
        for number in 0..<incomplete {
            try writer.add(
                incomplete: .init(id: RecordID(input: input, sequence: number + 1), row: document(number + 1, state: .authorized))
            )
        }
        for number in 0..<outputs {
            try writer.add(output: .init(path: "results/\(number)", sha256: String(repeating: "f", count: 64), bytes: number))
        }
        return try writer.finish()
    }

    @Test func `The manifest of a night is this`() throws {
        try write()
        try expectGolden(folder.text("manifests/run-20261121T020000-7f3a.json"), "night.manifest.json")
    }

    @Test func `The latest manifest has the same bytes, and its hash is told`() throws {
        let file = try write()
        #expect(folder.bytes("manifests/latest.json") == folder.bytes("manifests/run-20261121T020000-7f3a.json"))
        #expect(file.path.hasSuffix("run-20261121T020000-7f3a.json") && file.sha256.count == 64)
        #expect(folder.files().count == 2)
    }

    @Test func `Counts and sums add up to the inputs`() throws {
        try write()
        let json = try JSONParser.parse(#require(folder.bytes("manifests/latest.json")))
        let inputs = try #require(json["inputs"]?.array)
        #expect(inputs.compactMap { $0["outcome"]?.string } == ["PART", "accepted", "accepted", "rejected"])
        #expect(json["documents"] == ["invalid": 1, "queued": 1, "complete": 1])
        #expect(json["sums"] == ["invalid": "3.33", "queued": "107.00", "complete": "107.00"])
        #expect(json["records"]?.integer == 3 && json["total"]?.string == "217.33")
        #expect(inputs.compactMap { $0["records"]?.integer }.reduce(0, +) == 3)
        #expect(json["carried_over"]?["documents"] == ["authorized": 1])
        #expect(json["traffic"]?["longest_wait_seconds"] == .number("1.250"))
    }

    @Test(arguments: [(0, 0), (0, 3), (3, 0), (Manifest.incompleteMax + 1, 1)])
    func `Lists of any length are JSON`(incomplete: Int, outputs: Int) throws {
        try write(incomplete: incomplete, outputs: outputs)
        let json = try JSONParser.parse(#require(folder.bytes("manifests/latest.json")))
        #expect(json["incomplete"]?.array?.count == min(incomplete, Manifest.incompleteMax))
        #expect(json["outputs"]?.array?.count == outputs)
    }
}
