import Glibc
import JSONText
import Testing

/// `plan` and the `run` after it on the same inbox: the same faults, the same counts, the same sums (features.md P19).
extension EndToEndTests {
    /// One document, or one state of many, in words that can be compared.
    private struct Told: Equatable {
        var faults: [String] = []
        /// Counts and sums by company, kind, mode and fate.
        var figures: [String] = []
    }

    /// What a run makes of a document that was going out lies behind the plan's horizon.
    private static func fate(_ state: String) -> String {
        ["invalid", "conflict", "duplicate", "proforma", "imported"].contains(state) ? state : "goes"
    }

    /// What the PAC says, or what is only known once it was asked.
    private static func isOfTheRun(_ code: String) -> Bool {
        ["PB-PAC", "PB-DOUBT", "PB-PDF"].contains { code.hasPrefix($0) }
    }

    private func word(_ fault: JSONValue, file: String, order: String?) -> String {
        let parts = [
            file, order ?? "", fault["severity"]?.string ?? "", fault["code"]?.string ?? "", fault["field"]?.string ?? "",
        ]
        return parts.joined(separator: " ")
    }

    private func planned(_ rig: Rig) throws -> Told {
        let plan = try JSONParser.parse(try rig.run("plan", "--offline", "--json").out)
        var told = Told()
        for fault in plan["faults"]?.array ?? [] {
            told.faults.append(word(fault, file: fault["file"]?.string ?? "?", order: fault["order_id"]?.string))
        }
        var sums: [String: (count: Int, cents: Int)] = [:]
        for entry in plan["companies"]?.array ?? [] {
            add(entry, count: entry["count"]?.integer ?? 0, to: &sums)
        }
        return finished(told, sums)
    }

    private func carriedOut(_ rig: Rig, _ names: Set<String>) throws -> Told {
        let night = try rig.run("run", "--wait", "20s")
        #expect([0, 3].contains(night.code), "\(night.err)")
        var told = Told()
        var sums: [String: (count: Int, cents: Int)] = [:]
        for name in Files.names(rig.workspace + "/results") where name.hasSuffix(".result.jsonl") {
            let lines = try Files.jsonLines(rig.workspace + "/results/" + name)
            guard let file = lines.first?["name"]?.string, names.contains(file) else { continue }
            for line in lines.dropLast() {
                let isDocument = line["type"]?.string == "document"
                let order = isDocument ? line["order_id"]?.string ?? line["cufe"]?.string : nil
                for fault in line["faults"]?.array ?? [] where !Self.isOfTheRun(fault["code"]?.string ?? "") {
                    told.faults.append(word(fault, file: file, order: order))
                }
                if isDocument { add(line, count: 1, to: &sums) }
            }
        }
        return finished(told, sums)
    }

    private func add(_ entry: JSONValue, count: Int, to sums: inout [String: (count: Int, cents: Int)]) {
        let parts = ["company", "kind", "mode"].map { entry[$0]?.string ?? "" } + [Self.fate(entry["state"]?.string ?? "")]
        let digits = (entry["total"]?.string ?? "0").filter { $0 != "." && $0 != "," }
        sums[parts.joined(separator: " "), default: (0, 0)].count += count
        sums[parts.joined(separator: " "), default: (0, 0)].cents += Int(digits) ?? 0
    }

    private func finished(_ told: Told, _ sums: [String: (count: Int, cents: Int)]) -> Told {
        var told = told
        told.faults.sort()
        told.figures = sums.map { "\($0): \($1.count), \($1.cents)" }.sorted()
        return told
    }

    /// Drops samples, plans, runs, and compares.
    private func compare(_ rig: Rig, _ folder: String, _ names: [String]) throws {
        for name in names {
            let path = rig.workspace + "/inbox/" + name
            try Files.write(bytes: try #require(Files.bytes("\(Files.project)/\(folder)/\(name)")), to: path)
            try Files.age(path)
        }
        let before = try planned(rig)
        let after = try carriedOut(rig, Set(names))
        #expect(!before.faults.isEmpty && !before.figures.isEmpty)
        let (more, fewer) = (Set(after.faults).subtracting(before.faults), Set(before.faults).subtracting(after.faults))
        #expect(more.isEmpty, "only run says: \(more.sorted())")
        #expect(fewer.isEmpty, "only plan says: \(fewer.sorted())")
        #expect(before.faults == after.faults)
        #expect(before.figures == after.figures)
    }

    private static let samplesCompany: [String: JSONValue] = [
        "offices": [
            ["id": "centro", "pacOfficeId": "01KAH0FF1CE000000000CENTR0", "code": "0001"],
            ["id": "david", "pacOfficeId": "01KAH0FF1CE000000000DAV1D0", "code": "0002"],
        ]
    ]

    @Test func `plan says of the samples what run says, on the first night and on the second`() throws {
        let rig = try Rig(company: Self.samplesCompany)
        let samples = Files.project + "/inbox-samples"
        try compare(rig, "inbox-samples", Files.names(samples).filter { $0.first?.isNumber == true })
        try compare(rig, "inbox-samples/second-night", Files.names(samples + "/second-night"))
    }

    @Test func `plan says of the ugly files what run says, read with the profiles that are proposed for them`() throws {
        let rig = try Rig(company: Self.samplesCompany)
        let folder = Files.project + "/inbox-samples/ugly"
        var profiles: [JSONValue] = []
        for name in ["u01-sap-like.csv", "u02-quickbooks-like.csv", "u03-erp-local.csv"] {
            let proposal = try JSONParser.parse(try rig.run("profile", "init", folder + "/" + name, "--json").out)
            profiles.append(try #require(proposal["profile"]))
        }
        try rig.add(profiles: profiles)
        try compare(rig, "inbox-samples/ugly", Files.names(folder).filter { $0.hasPrefix("u") })
    }

    @Test func `plan says of keys that meet, and of notes that wait or take too much, what run says`() throws {
        let rig = try Rig()
        let orders = [
            TestOrder("A", lines: [(1, 10, 8)]), TestOrder("B"), TestOrder("C"), TestOrder("A", lines: [(1, 20, 7)]),
            TestOrder("C", lines: [(2, 30, 7)]), TestOrder("B"), TestOrder("C", lines: [(3, 30, 7)]),
            TestOrder("NC-1", lines: [(1, 80, 7)], cells: ["kind": "credit_note", "reference": "B"]),
            TestOrder("NC-2", lines: [(1, 80, 7)], cells: ["kind": "credit_note", "reference": "B"]),
            TestOrder("NC-3", cells: ["kind": "credit_note", "reference": "C"]),
            TestOrder("NC-4", cells: ["kind": "credit_note", "reference": "NADIE"]),
        ]
        let text = orders.csv
        func both(_ text: String, _ name: String) throws {
            try rig.drop(text, as: name)
            let before = try planned(rig)
            #expect(try carriedOut(rig, [name]) == before, "\(name)")
        }
        try both(text, "first.csv")
        #expect(try rig.posts().count == 3, "B and its two notes: of an order in two pieces nothing goes out")
        let again = [
            TestOrder("B", lines: [(5, 10, 7)]),
            TestOrder("NC-5", lines: [(1, 10, 7)], cells: ["kind": "credit_note", "reference": "B"]),
            TestOrder("A", lines: [(1, 20, 7)]),
        ]
        try both(again.csv, "second.csv")
    }
}
