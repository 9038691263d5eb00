import Fiscal
import JSONText
import Testing
import Transform

/// The receiver's address counts Unicode scalars, not letters as people see them and not bytes (rulebook 2.7).
struct AddressTests {
    @Test(arguments: [
        ("CALLE 1", "latin"), ("Vía España, edificio Ñandú", "accents in one scalar"),
        (String(repeating: "e\u{301}", count: 60), "accents as marks of their own: 120 scalars"),
        (String(repeating: "👨‍👩‍👧‍👦", count: 20), "families of seven scalars: 140"),
        (String(repeating: "🇵🇦", count: 50), "flags of two: exactly 100"),
        (String(repeating: "字", count: 101), "three bytes each: 101"), ("x", "one"),
    ])
    func `an address is exactly 100 scalars`(address: String, what: String) throws {
        let verdict = judge(Orders.taxpayer.with(["address": address]))
        let sent = try #require(try JSONParser.parse(verdict.judged.payload.bytes.bytes)["receiver"]?["address"]?.string)
        #expect(sent.unicodeScalars.count == 100)
        let expected =
            Array(address.unicodeScalars.prefix(100)) + Array(repeating: " ", count: max(0, 100 - address.unicodeScalars.count))
        #expect(Array(sent.unicodeScalars) == expected)
        #expect(verdict.codes == (address.unicodeScalars.count > 100 ? ["PB-RCV-15"] : []))
    }

    @Test func `a cut falls between scalars, even inside what people see as one letter`() throws {
        let address = String(repeating: "x", count: 99) + "e\u{301}"
        let verdict = judge(Orders.taxpayer.with(["address": address]))
        #expect(verdict.payload.contains(String(repeating: "x", count: 99) + "e\""))
        #expect(verdict.codes == ["PB-RCV-15"])
    }

    @Test func `unpadded it is cut all the same`() {
        let verdict = judge(record(Orders.taxpayer.with(["address": String(repeating: "a", count: 120)])), padAddress: false)
        #expect(verdict.payload.contains("\"address\":\"" + String(repeating: "a", count: 100) + "\""))
    }
}
