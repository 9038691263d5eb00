import Catalogues
import Testing

struct CatalogueTests {
    @Test(arguments: [
        ("locations", 641), ("units", 164), ("cpbs-segments", 56), ("cpbs", 421), ("countries", 247), ("currencies", 157),
        ("incoterms", 11),
    ])
    func `every list is whole, says where it comes from, and holds each code once`(name: String, count: Int) throws {
        let catalogue = try #require(Catalogue.all.first { $0.name == name })
        let codes = catalogue.entries.map(\.code)
        #expect(codes.count == count)
        #expect(catalogue.count == count)
        #expect(Set(codes).count == count)
        #expect(codes.allSatisfy { catalogue.contains($0) && catalogue.entry($0)?.code == $0 })
        #expect(!catalogue.origin.isEmpty && !catalogue.date.isEmpty)
    }

    @Test func `every CPBS family begins with a segment`() {
        let families = Catalogue.cpbs.entries.map(\.code)
        #expect(families.allSatisfy { $0.utf8.count == 4 && Catalogue.cpbsSegments.contains(String($0.prefix(2))) })
        #expect(Catalogue.cpbsSegments.entries.allSatisfy { segment in families.contains { $0.hasPrefix(segment.code) } })
    }

    @Test func `every location names province, district and corregimiento`() throws {
        #expect(Catalogue.locations.entries.allSatisfy { $0.columns.count == 3 && $0.columns.allSatisfy { !$0.isEmpty } })
        let provinces = Set(Catalogue.locations.entries.compactMap { $0.code.split(separator: "-").first })
        #expect(provinces == Set((1...13).map { Substring("\($0)") }))
        #expect(try #require(Catalogue.locations.entry("8-8-7")).description == "BELLA VISTA, PANAMA, PANAMA")
    }

    @Test(arguments: ["und", "fl oz UK", "Ft2", "kg", "Lineas servicio"])
    func `a unit of the list is found letter for letter`(unit: String) {
        #expect(Catalogue.units.contains(unit))
    }

    @Test(arguments: [
        "", "UND", "ft2", "und ", "Lineas servicio1", "a unit whose code is far longer than any", "\0", "und\0", "\0und",
    ])
    func `anything else isn't a unit`(unit: String) {
        #expect(!Catalogue.units.contains(unit))
        #expect(Catalogue.units.entry(unit) == nil)
    }

    @Test func `no four digits but the families are CPBS codes`() {
        let families = Set(Catalogue.cpbs.entries.map(\.code))
        for number in 0...9999 {
            let code = String(String(10_000 + number).dropFirst())
            #expect(Catalogue.cpbs.contains(code) == families.contains(code))
        }
    }

    @Test func `two capital letters are a country or not, and the known ones are`() {
        for code in ["PA", "US", "CR", "CO", "ZZ"] { #expect(Catalogue.countries.contains(code)) }
        for code in ["pa", "PAN", "XX", "P"] { #expect(!Catalogue.countries.contains(code)) }
        #expect(Catalogue.incoterms.contains("FOB") && !Catalogue.incoterms.contains("XXX"))
        #expect(["USD", "PAB", "ZZZ"].allSatisfy { Catalogue.currencies.contains($0) })
    }
}

struct CatalogueSearchTests {
    @Test(arguments: [
        ("bella vista", "8-8-7"), ("BELLA VISTA PANAMÁ", "8-8-7"), ("bella vista panama", "8-8-7"), ("8-8-7", "8-8-7"),
    ])
    func `case and accents don't count`(text: String, code: String) {
        #expect(Catalogue.locations.search(text, limit: 20).contains { $0.code == code })
    }

    @Test func `the code itself comes first, then codes that begin so`() {
        #expect(Catalogue.units.search("m", limit: 3).map(\.code).first == "m")
        #expect(Catalogue.locations.search("8-8-1", limit: 2).map(\.code) == ["8-8-1", "8-8-10"])
    }

    @Test func `the limit holds, and nothing finds nothing`() {
        #expect(Catalogue.cpbs.search("de", limit: 5).count == 5)
        #expect(Catalogue.cpbs.search("de", limit: 0).isEmpty)
        #expect(Catalogue.cpbs.search("  ", limit: 5).isEmpty)
        #expect(Catalogue.cpbs.search("xyzzy", limit: 5).isEmpty)
    }

    @Test(arguments: [
        ("UND", "und"), ("unidad", "und"), ("Kilogramo", "kg"), ("docenas", "Docena"), ("galón", "gal"), ("KG", "kg"),
    ])
    func `a wrong unit gets the one that is meant`(typed: String, unit: String) {
        #expect(Catalogue.units.suggestion(for: typed) == unit)
    }

    @Test func `a country's name gets its code`() {
        #expect(Catalogue.countries.suggestion(for: "Colombia") == "CO")
        #expect(Catalogue.countries.suggestion(for: "pa") == "PA")
    }

    @Test func `nonsense gets no hint`() {
        #expect(Catalogue.units.suggestion(for: "zzzzzzzzzz") == nil)
        #expect(Catalogue.units.suggestion(for: "") == nil)
    }
}

struct NearestTests {
    @Test(arguments: [
        ("tax_rat", "tax_rate"), ("tax_rtae", "tax_rate"), ("TAX_RATE", "tax_rate"), ("unit_prize", "unit_price"),
        ("quantiti", "quantity"), ("código", "codigo"),
    ])
    func `a few slips are forgiven`(typed: String, meant: String) {
        #expect(nearest(to: typed, among: ["quantity", "unit_price", "tax_rate", "codigo"]) == meant)
    }

    @Test(arguments: ["", "colour", "x", "taxonomy_of_rates"])
    func `more aren't`(typed: String) {
        #expect(nearest(to: typed, among: ["quantity", "unit_price", "tax_rate"]) == nil)
    }

    @Test func `a third of the letters is the limit, and swapped neighbours are one slip`() {
        #expect(nearest(to: "abcxyz", among: ["abcdef"]) == nil)
        #expect(nearest(to: "abcdxy", among: ["abcdef"]) == "abcdef")
        #expect(nearest(to: "ba", among: ["ab"]) == "ab")
        #expect(nearest(to: "abcx", among: ["abcd", "abce"]) == "abcd")
    }
}

struct CatalogueChangeTests {
    private func change(_ code: String, _ columns: [String]?) throws -> CatalogueChange {
        try #require(CatalogueChange(code: code, columns: columns))
    }

    @Test func `codes are added, described anew and withdrawn`() throws {
        let changes = try [change("9901", ["Ensayo|s\n"]), change("1010", nil), change("1011", ["Otro nombre"])]
        let list = try #require(Catalogue.cpbs.changed(by: changes, origin: "codes.json", date: ""))
        #expect(list.contains("9901") && !list.contains("1010") && list.count == Catalogue.cpbs.count)
        #expect(list.added == ["9901"] && list.withdrawn == ["1010"] && !list.isBuiltIn && Catalogue.cpbs.isBuiltIn)
        #expect(list.isAdded(Array("9901".utf8).span) && !list.isAdded(Array("1011".utf8).span))
        #expect(list.entry("9901")?.description == "Ensayo s " && list.entry("1011")?.description == "Otro nombre")
        #expect(list.search("ensayo s", limit: 5).contains { $0.code == "9901" })
        #expect(list.date == Catalogue.cpbs.date && list.origin == Catalogue.cpbs.origin + " + codes.json")
    }

    @Test func `of two changes for one code the last counts, and one may take another back`() throws {
        let once = try #require(
            Catalogue.units.changed(by: [try change("zzz", ["a"]), try change("zzz", ["b"])], origin: "x", date: "2026"))
        #expect(once.entry("zzz")?.description == "b" && once.date == "2026")
        let back = try #require(once.changed(by: [try change("zzz", nil)], origin: "y", date: ""))
        #expect(!back.contains("zzz") && back.isBuiltIn)
    }

    @Test("what can't be a code", arguments: ["", "0123456789012345", "a b", "a|b", "a\n"])
    func noCode(_ text: String) { #expect(CatalogueChange(code: text, columns: [""]) == nil) }

    @Test func `a list doesn't grow without limit and is never empty`() throws {
        let many = try (0...Catalogue.countMax).map { try change("x\($0)", ["x"]) }
        #expect(Catalogue.units.changed(by: many, origin: "x", date: "") == nil)
        let none = try Catalogue.incoterms.entries.map { try change($0.code, nil) }
        #expect(Catalogue.incoterms.changed(by: none, origin: "x", date: "") == nil)
        var set = CatalogueSet.builtIn
        #expect(!set.change("nothing", by: [try change("x", [""])], origin: "x", date: "") && set.changed.isEmpty)
    }
}
