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
