import JSONText
import Testing

/// Code lists of a workspace: an override file, and the PAC's list for 24 hours.
extension EndToEndTests {
    /// An order for the State with a CPBS code.
    private func governmentOrder(_ id: String, cpbs: String) -> String {
        """
        {"order_id":"\(id)","client_name":"Ministerio de Ensayos","client_ruc":"8-NT-1-24","client_ruc_type":"2","receptor_type":"03",\
        "address":"Calle 50","location_code":"8-8-7","country":"PA","lines":[{"description":"Silla","quantity":"1",\
        "unit_price":"10.00","tax_rate":"7","cpbs_code":"\(cpbs)","cpbs_unit":"und"}]}
        """
    }

    private func codes(_ rig: Rig) throws -> [String: [String]] {
        let plan = try rig.run("plan", "--offline", "--json")
        let faults = try JSONParser.parse(plan.out)["faults"]?.array ?? []
        return faults.reduce(into: [:]) { found, fault in
            let document = fault["document"]?.string ?? fault["order_id"]?.string ?? ""
            found[document, default: []].append(fault["code"]?.string ?? "")
        }
    }

    @Test func `an override file adds codes and withdraws others, and says so`() throws {
        let rig = try Rig()
        try rig.drop(governmentOrder("G-1", cpbs: "9901") + "\n" + governmentOrder("G-2", cpbs: "1010"), as: "gov.jsonl")
        let before = try rig.run("plan", "--offline", "--json")
        #expect(before.out.contains("PB-LIN-11") && !before.out.contains("PB-DOC-24"))
        try Files.write(
            "{ // codes of our own\n \"cpbs\": {\"9901\": \"Servicios de ensayo\", \"1010\": null}, }",
            to: rig.workspace + "/codes.json")
        try rig.configure(more: ["catalogues": ["override": "codes.json"]])
        let plan = try rig.run("plan", "--offline", "--json")
        #expect(plan.out.contains("PB-DOC-24") && plan.out.contains("PB-LIN-11"), "one added, one withdrawn")
        let list = try JSONParser.parse(try rig.run("catalog", "--json").out)
        let cpbs = try #require(list.array?.first { $0["list"]?.string == "cpbs" })
        #expect(cpbs["added"]?.integer == 1 && cpbs["withdrawn"]?.integer == 1)
        #expect(cpbs["origin"]?.string?.hasSuffix(" + codes.json") == true)
        #expect(try rig.run("catalog", "cpbs", "ensayo").out.contains("9901"))
        #expect(try rig.run("catalog", "cpbs", "1010").code == 3)
        try rig.night()
        let documents = try rig.results().flatMap(\.documents)
        let found = documents.map { document in
            document["faults"]?.array?.compactMap { $0["code"]?.string }.filter { ["PB-DOC-24", "PB-LIN-11"].contains($0) }
        }
        #expect(found == [["PB-DOC-24"], ["PB-LIN-11"]])
        let used = try #require(try rig.manifest()["catalogues"]?.array)
        #expect(used.map { $0["list"]?.string } == ["cpbs"])
        #expect(used.first?["added"]?.integer == 1 && used.first?["withdrawn"]?.integer == 1)
    }

    @Test(
        "an override file that is wrong is refused with its place",
        arguments: [
            #"{"cpbs": {"9901": 1}}"#, #"{"cbps": {"9901": "x"}}"#, #"{"cpbs": []}"#, "[]", #"{"cpbs": {"99 01": "x"}}"#, "{",
        ])
    func wrongOverride(text: String) throws {
        let rig = try Rig()
        try Files.write(text, to: rig.workspace + "/codes.json")
        try rig.configure(more: ["catalogues": ["override": "codes.json"]])
        let refused = try rig.run("plan", "--offline")
        #expect(refused.code == 2 && refused.err.contains("codes.json"), "\(refused.err)")
        let list = try rig.run("catalog")
        #expect(list.code == 0 && list.err.contains("codes.json"), "the built-in lists are shown, and why")
    }

    @Test func `the PAC's list is fetched once in 24 hours, and the built-in one counts without it`() throws {
        let rig = try Rig()
        rig.stopSandbox()
        let down = try rig.run("catalog", "refresh")
        #expect(down.code == 5 && Files.bytes(rig.workspace + "/goods-and-services.json") == nil)
        try rig.startSandbox()
        let fetched = try rig.run("catalog", "refresh", "--json")
        #expect(fetched.code == 0, "\(fetched.err)")
        #expect(try JSONParser.parse(fetched.out).array?.first?["codes"]?.integer == 421)
        #expect(try rig.run("catalog", "refresh").code == 0)
        #expect(try rig.calls("goods-and-services").count == 1, "the second time it is still fresh")
        let path = rig.workspace + "/goods-and-services.json"
        let text = try #require(Files.text(path))
        let more = text.replacing(
            "\"goodsAndServices\":[", with: "\"goodsAndServices\":[{\"code\":\"9901\",\"description\":\"Ensayo\"},")
        try Files.write(more, to: path)
        try rig.drop(governmentOrder("G-1", cpbs: "9901"), as: "gov.jsonl")
        #expect(try rig.run("plan", "--offline", "--json").out.contains("PB-DOC-24"))
        #expect(try rig.run("catalog", "cpbs", "9901").code == 0)
        let old = more.replacing(try #require(more.firstMatch(of: /fetched_at":"\d{4}/)).output, with: "fetched_at\":\"2020")
        try Files.write(old, to: path)
        #expect(try rig.run("plan", "--offline", "--json").out.contains("PB-LIN-11"), "a day later the built-in list counts")
        try Files.write("{", to: path)
        #expect(try rig.run("plan", "--offline", "--json").out.contains("PB-LIN-11"))
        #expect(try rig.run("catalog", "refresh").code == 0)
        #expect(try rig.calls("goods-and-services").count == 2)
        #expect(try rig.posts().isEmpty)
    }
}
